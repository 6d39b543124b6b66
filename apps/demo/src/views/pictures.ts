import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { type Outgoing, type Talking, WEAK_LEVEL } from '../model/call.js';
import type { Person } from '../model/person.js';
import { hueOf } from '../model/person.js';
import { LOCAL_VIEW_ID, pictureId } from '../model/view-ids.js';
import { avatar } from '../parts/avatar.js';
import { bars } from '../parts/bars.js';
import type { CornerController } from '../parts/corner.js';
import { icon } from '../parts/icon.js';
import { vars } from '../parts/vars.js';
import { t } from '../strings/index.js';
import './pictures.css';

export interface PicturesState {
  readonly call: Outgoing | Talking | null;
  readonly me: Person;
  readonly remoteLive: boolean;
  readonly swapped: boolean;
  readonly frozen: boolean;
  readonly corner: CornerController;
  readonly swap: () => void;
}

/**
 * The two pictures. The engine puts its `<video>` into the elements with the ids, so they are made once and stay where
 * they are in the page; swapping and resizing only changes classes.
 */
export function pictures(state: PicturesState): TemplateResult {
  const { call, swapped, corner } = state;
  const isVideo = call?.media === 'video';
  const cam = call?.own.cam;
  const localLive = cam?.on === true && cam.trouble === null;
  const small = (isSmall: boolean) => (isSmall ? corner.corner : nothing);
  return html`
    <div
      class=${classMap({ 'rb-pic': true, 'rb-pic-small': swapped, 'rb-pic-live': state.remoteLive, 'rb-pic-frozen': state.frozen })}
      data-corner=${small(swapped)}
      ?hidden=${!isVideo || (!state.remoteLive && !swapped)}
      ${vars({ '--h': hueOf(call?.person.userId ?? '') })}
      @pointerdown=${swapped ? corner.drag : nothing}
      @dblclick=${swapped ? state.swap : nothing}
    >
      <div id=${pictureId(call?.person.userId ?? '')} class="rb-view" data-testid="remote-view"></div>
      ${state.remoteLive && call?.phase === 'talking' ? weakTag(call.peer.quality.level) : nothing}
      ${call !== null && swapped && !state.remoteLive ? html`<div class="rb-pic-nobody">${avatar(call.person, 56)}</div>` : nothing}
    </div>
    <div
      class=${classMap({ 'rb-pic': true, 'rb-pic-local': true, 'rb-pic-small': !swapped, 'rb-pic-live': localLive })}
      data-corner=${small(!swapped)}
      ?hidden=${!isVideo}
      role=${swapped ? nothing : 'group'}
      aria-label=${t('call.you')}
      tabindex=${swapped ? nothing : 0}
      ${vars({ '--h': hueOf(state.me.userId) })}
      @pointerdown=${swapped ? nothing : corner.drag}
      @keydown=${swapped ? nothing : corner.nudge}
      @dblclick=${swapped ? nothing : state.swap}
    >
      <div id=${LOCAL_VIEW_ID} class="rb-view" data-testid="local-view"></div>
      ${localLive ? nothing : html`<div class="rb-pic-nobody">${avatar(state.me, 56)}</div>`}
      ${
        call !== null && !call.own.mic.on
          ? html`<span class="rb-tag rb-pic-tag" role="img" aria-label=${t('call.muted')}>${icon('mic-off', 15)}</span>`
          : nothing
      }
    </div>
  `;
}

/** The other side's connection is weak: on his picture only, in bars and words. */
function weakTag(level: number): TemplateResult | typeof nothing {
  if (level < WEAK_LEVEL) return nothing;
  return html`<span class="rb-tag rb-pic-weak rb-glass">${bars(level, 15)}<span>${t('net.weakOther')}</span></span>`;
}
