import { html, nothing, type TemplateResult } from 'lit';
import type { Outgoing, Talking } from '../model/call.js';
import { isWorking, WEAK_LEVEL } from '../model/live.js';
import { avatar } from '../parts/avatar.js';
import { bars } from '../parts/bars.js';
import { icon } from '../parts/icon.js';
import { t } from '../strings/index.js';
import type { Face, PicturesState } from './face.js';

/** The two pictures of a call of two: one fills the stage, the other rests in a corner. */
export function pairFaces(call: Outgoing | Talking, state: PicturesState): Face[] {
  const { swapped, corner, me } = state;
  const isVideo = call.media === 'video';
  const { cam, mic } = call.own;
  const localLive = isWorking(cam);
  const remoteLive = call.phase === 'talking' && call.peer.video === true;
  const small = { corner: corner.corner, drag: corner.drag, swap: state.swap };
  return [
    {
      person: call.person,
      isSelf: false,
      classes: {
        'rb-pic': true,
        'rb-pic-small': swapped,
        'rb-pic-live': remoteLive,
        'rb-pic-frozen': state.frozen,
      },
      box: null,
      hidden: !isVideo || (!remoteLive && !swapped),
      over: html`${remoteLive ? weakTag(call.peer.quality.level) : nothing}
      ${swapped && !remoteLive ? html`<div class="rb-pic-nobody">${avatar(call.person, 56)}</div>` : nothing}`,
      ...(swapped ? small : {}),
    },
    {
      person: me,
      isSelf: true,
      classes: { 'rb-pic': true, 'rb-pic-local': true, 'rb-pic-small': !swapped, 'rb-pic-live': localLive },
      box: null,
      hidden: !isVideo,
      label: t('call.you'),
      over: html`${localLive ? nothing : html`<div class="rb-pic-nobody">${avatar(me, 56)}</div>`}
      ${
        mic.on
          ? nothing
          : html`<span class="rb-tag rb-pic-tag" role="img" aria-label=${t('call.muted')}>${icon('mic-off', 15)}</span>`
      }`,
      role: 'group',
      ...(swapped ? {} : { ...small, tabindex: 0, nudge: corner.nudge }),
    },
  ];
}

/** The other side's connection is weak: on his picture only, in bars and words. */
function weakTag(level: number): TemplateResult | typeof nothing {
  if (level < WEAK_LEVEL) return nothing;
  return html`<span class="rb-tag rb-pic-weak rb-glass">${bars(level, 15)}<span>${t('net.weakOther')}</span></span>`;
}
