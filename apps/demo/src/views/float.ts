import { html, nothing, type TemplateResult } from 'lit';
import { lossOf, type Talking } from '../model/call.js';
import { type Group, inCall, othersOf } from '../model/group.js';
import { isWorking } from '../model/live.js';
import { firstName } from '../model/person.js';
import { speaks } from '../model/voices.js';
import { bars } from '../parts/bars.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import type { Levels } from '../parts/levels.js';
import '../parts/live.js';
import '../parts/ring.js';
import type { RingForm } from '../parts/ring.js';
import type { SizeClass } from '../parts/size.js';
import { stack } from '../parts/stack.js';
import { t, tn } from '../strings/index.js';
import { deviceKey } from './device-key.js';
import './float.css';

/** What the small window shows: a picture, one person, or several of whom there are no pictures. */
export type FloatKind = 'video' | 'audio' | 'voices';

export interface FloatState {
  readonly size: SizeClass;
  /** The name of the group that calls, or whom the call is with. */
  readonly title: string;
  readonly levels: Levels;
}

/** px; on a compact page it is a bubble. */
const SIZES = {
  video: { w: 320, h: 200 },
  audio: { w: 320, h: 60 },
  voices: { w: 320, h: 92 },
} as const;
const BUBBLES = { video: { w: 112, h: 158 }, audio: { w: 84, h: 100 }, voices: { w: 84, h: 100 } } as const;

/** Of the keys. */
const SMALL = { size: 'sm' } as const;

export function floatKind(call: Talking | Group): FloatKind {
  if (call.media === 'video') return 'video';
  return call.phase === 'group' ? 'voices' : 'audio';
}

export function floatBox(call: Talking | Group, size: SizeClass): { readonly w: number; readonly h: number } {
  return (size === 'compact' ? BUBBLES : SIZES)[floatKind(call)];
}

/** The call, minimised: what lies over its picture, or stands in its place. */
export function floatView(call: Talking | Group, state: FloatState): TemplateResult {
  const isVideo = call.media === 'video';
  if (state.size === 'compact') return isVideo ? videoBubble(call, state) : bubble(call, state);
  return isVideo ? overVideo(call, state) : row(call, state);
}

function overVideo(call: Talking | Group, state: FloatState): TemplateResult {
  return html`${middle(call, state, 76)}
    <div class="rb-float-rest">${lostTag(call, state) ?? (call.phase === 'group' ? count(call) : nameTag(call))} ${mutedTag(call)}</div>
    <div class="rb-float-over rb-glass">
      <div class="rb-float-top">
        <span class="rb-tag rb-num"><bdi class="rb-el">${state.title}</bdi><span aria-hidden="true">·</span>${runs(call)}</span>
        ${backKey()}
      </div>
      <div class="rb-float-keys">${deviceKey('mic', call.own.mic, SMALL)} ${deviceKey('cam', call.own.cam, SMALL)} ${endKey(call)}</div>
    </div>`;
}

function row(call: Talking | Group, state: FloatState): TemplateResult {
  return html`<div class="rb-float-row">
    <button type="button" class="rb-back rb-float-back" data-drags title=${t('c.back')} aria-label="${t('c.back')}: ${state.title}" @click=${back}>
      ${call.phase === 'group' ? stack(othersOf(call), 36, 3) : personRing(call, state, 40)}
      ${
        call.phase === 'group'
          ? nothing
          : html`<span class="rb-float-text">
              <span class="rb-float-name rb-el"><bdi>${call.person.name}</bdi></span>
              <span class="rb-s rb-t2 rb-num rb-float-fact">${fact(call)}</span>
            </span>`
      }
    </button>
    ${deviceKey('mic', call.own.mic, SMALL)} ${endKey(call)}
    ${call.phase === 'group' ? html`<span class="rb-s rb-t2 rb-num rb-float-fact rb-float-line">${fact(call)}</span>` : nothing}
  </div>`;
}

function videoBubble(call: Talking | Group, state: FloatState): TemplateResult {
  return html`${middle(call, state, 56)}
    <div class="rb-float-rest">${lostTag(call, state) ?? html`<span class="rb-tag rb-num">${runs(call)}</span>`} ${mutedTag(call)}</div>
    ${wholeBack(state)}`;
}

function bubble(call: Talking | Group, state: FloatState): TemplateResult {
  const face =
    call.phase === 'group' ? stack(othersOf(call).slice(0, 2), 40, 2) : personRing(call, state, 48);
  return html`<div class="rb-float-bubble">
    ${face}<span class="rb-s rb-num rb-float-time">${call.own.mic.on ? nothing : icon('mic-off', 14)}${runs(call)}</span>
  </div>
  ${wholeBack(state)}`;
}

/** Where there is no picture of a call of two: the person, as on the stage. A group's tile says it itself. */
function middle(call: Talking | Group, state: FloatState, size: number): TemplateResult | typeof nothing {
  if (call.phase === 'group') return nothing;
  const isLost = lossOf(call) !== null;
  if (call.peer.video === true && !isLost) return nothing;
  return html`<div class="rb-float-middle ${call.peer.video === true ? 'rb-glass' : ''}">
    ${personRing(call, state, size)}
    ${isLost && state.size !== 'compact' ? html`<span class="rb-s">${t('net.reconnecting')}</span>` : nothing}
  </div>`;
}

function personRing(call: Talking, { levels }: FloatState, size: number): TemplateResult {
  return html`<rb-ring .person=${call.person} .state=${formOf(call)} .size=${Math.round(size * 0.86)} .levels=${levels}></rb-ring>`;
}

function formOf(call: Talking): RingForm {
  if (lossOf(call) !== null) return { form: 'dashed' };
  return call.peer.audio === false ? { form: 'broken', badge: 'mic-off' } : { form: 'voice' };
}

/** What is most worth knowing beside the name: that the path is gone, that nobody hears one, who speaks, how long. */
function fact(call: Talking | Group): TemplateResult {
  const isLost = call.phase === 'group' ? call.lost !== null : lossOf(call) !== null;
  if (isLost) return html`${t('net.reconnecting')}`;
  if (!call.own.mic.on) return html`${icon('mic-off', 14)}${t('call.selfMuted')}`;
  if (call.phase !== 'group') return html`${runs(call)}${bars(call.quality.level, 13)}`;
  const voice = othersOf(call).find(({ userId }) => speaks(call.voices, userId));
  const said =
    voice === undefined
      ? tn('call.people', inCall(call).length)
      : t('call.speaks', { name: firstName(voice) });
  return html`<span class="rb-el">${said}</span><span aria-hidden="true">·</span>${runs(call)}`;
}

function runs({ since }: Talking | Group): TemplateResult {
  return html`<rb-duration .since=${since} data-testid="duration"></rb-duration>`;
}

function nameTag({ person }: Talking): TemplateResult {
  return html`<span class="rb-tag"><bdi class="rb-el">${firstName(person)}</bdi></span>`;
}

function count(call: Group): TemplateResult {
  const n = inCall(call).length;
  return html`<span class="rb-tag rb-num" role="img" aria-label=${tn('call.people', n)}>${icon('users', 15)}${n}</span>`;
}

/** The tiles of a group do not say that the own link is gone, and their pictures go on without it. */
function lostTag(call: Talking | Group, { size }: FloatState): TemplateResult | null {
  if (call.phase !== 'group' || call.lost === null) return null;
  const words = html`<span class=${size === 'compact' ? 'rb-sr' : 'rb-el'}>${t('net.reconnecting')}</span>`;
  return html`<span class="rb-tag" role="status">${icon('wifi-off', 15)}${words}</span>`;
}

/** What must not be missed stays. */
function mutedTag({ own }: Talking | Group): TemplateResult | typeof nothing {
  if (isWorking(own.mic)) return nothing;
  return html`<span class="rb-tag" role="img" aria-label=${t('call.selfMuted')}>${icon('mic-off', 15)}</span>`;
}

function wholeBack({ title }: FloatState): TemplateResult {
  return html`<button type="button" class="rb-back rb-float-whole" data-drags data-testid="back-to-call"
    aria-label="${t('c.back')}: ${title}" @click=${back}></button>`;
}

function backKey(): TemplateResult {
  return key({
    icon: 'maximize-2',
    size: 'xs',
    label: t('c.back'),
    classes: 'rb-back',
    shortcut: 'P',
    testId: 'back-to-call',
    press: back,
  });
}

function back(event: Event): void {
  fire(event.currentTarget as Element, { do: 'minimise', on: false });
}

function endKey(call: Talking | Group): TemplateResult {
  return key({
    icon: 'hang-up',
    size: 'sm',
    iconSize: 21,
    label: t(call.phase === 'group' ? 'c.leave' : 'c.hangup'),
    tone: 'stop',
    classes: 'rb-float-end',
    testId: 'hangup',
    press: (event) => fire(event.currentTarget as Element, { do: 'hangUp' }),
  });
}
