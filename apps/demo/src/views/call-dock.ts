import { html, nothing, type TemplateResult } from 'lit';
import type { LiveCall } from '../model/call.js';
import { isWorking, type Toggle } from '../model/live.js';
import { fire } from '../parts/fire.js';
import { key } from '../parts/key.js';
import type { Levels } from '../parts/levels.js';
import '../parts/live.js';
import type { SizeClass } from '../parts/size.js';
import '../parts/toolbar.js';
import { t } from '../strings/index.js';
import { deviceKey } from './device-key.js';

/** What the dock can open above itself. */
export type DockMenu = 'mic' | 'cam' | 'more';

export interface DockState {
  readonly call: LiveCall;
  readonly selfId: string;
  readonly size: SizeClass;
  readonly glass: boolean;
  readonly levels: Levels;
  readonly open: DockMenu | null;
  /** A menu is asked for by its key. */
  readonly toggleMenu: (menu: DockMenu, opener: HTMLElement) => void;
  /** A device is in trouble: its key opens the help instead of trying in vain. */
  readonly help: (device: 'mic' | 'cam') => void;
  /** Somebody is to be called into the call. */
  readonly invite: () => void;
}

/** The controls of the call. The hang-up key is always the last and always there. */
export function callDock(state: DockState): TemplateResult {
  const { call, glass } = state;
  const rings = isRinging(call);
  return html`<rb-toolbar class="rb-dock ${glass ? 'rb-glass' : ''}" aria-label=${t('c.controls')}>
    ${withList(state, 'mic', microphone(state))}
    ${hasCamera(call) ? withList(state, 'cam', camera(state)) : nothing} ${speaker(state)}
    <span class="rb-dock-line" aria-hidden="true"></span>
    ${
      rings && call.phase !== 'group'
        ? nothing
        : html`${state.size === 'compact' || rings ? nothing : inviteKey(state)}${moreKey(state)}<span
              class="rb-dock-line"
              aria-hidden="true"
            ></span>`
    }
    ${key({
      icon: 'hang-up',
      label: t(rings ? 'out.cancel' : call.phase === 'group' ? 'c.leave' : 'c.hangup'),
      tone: 'stop',
      classes: 'rb-key-end',
      testId: 'hangup',
      press: (event) => fire(event.currentTarget as Element, { do: 'hangUp' }),
    })}
  </rb-toolbar>`;
}

/** Nobody has answered yet. */
function isRinging(call: LiveCall): boolean {
  return call.phase === 'outgoing' || (call.phase === 'group' && call.step === 'ringing');
}

/** An audio call of two may become a video call, one that rings or a group may not. */
function hasCamera(call: LiveCall): boolean {
  return call.media === 'video' || call.phase === 'talking';
}

function inviteKey({ invite }: DockState): TemplateResult {
  return key({
    icon: 'user-plus',
    label: t('c.invite'),
    tip: t('c.invite'),
    shortcut: 'I',
    testId: 'invite-key',
    press: invite,
  });
}

function moreKey({ open, toggleMenu }: DockState): TemplateResult {
  return key({
    icon: 'ellipsis',
    label: t('c.more'),
    menu: true,
    expanded: open === 'more',
    testId: 'more',
    press: (event) => toggleMenu('more', event.currentTarget as HTMLElement),
  });
}

/** Wide pages have the list of devices beside the key; compact ones have it in More. */
function withList(state: DockState, menu: 'mic' | 'cam', main: TemplateResult): TemplateResult {
  const isAudio = menu === 'cam' && state.call.media === 'audio';
  if (state.size === 'compact' || isAudio) return main;
  return html`<span class="rb-split"
    >${main}${key({
      icon: 'chevron-up',
      size: 'md',
      classes: 'rb-key-chevron',
      label: t(menu === 'mic' ? 'd.mic' : 'd.cam'),
      menu: true,
      expanded: state.open === menu,
      testId: `devices-${menu}`,
      press: (event) => state.toggleMenu(menu, event.currentTarget as HTMLElement),
    })}</span
  >`;
}

function microphone({ call, levels, selfId, help }: DockState): TemplateResult {
  const { mic } = call.own;
  return deviceKey('mic', mic, {
    tip: t(mic.on ? 'c.mute' : 'c.unmute'),
    ...(mic.trouble === null ? {} : { press: () => help('mic') }),
    ...(isWorking(mic) ? { extra: html`<rb-level .levels=${levels} .userId=${selfId}></rb-level>` } : {}),
  });
}

function camera({ call, help }: DockState): TemplateResult {
  const { cam } = call.own;
  if (call.media === 'audio') return toVideoKey(cam);
  return deviceKey('cam', cam, {
    tip: t(cam.on ? 'c.cam.turnOff' : 'c.cam.turnOn'),
    ...(cam.trouble === null ? {} : { press: () => help('cam') }),
  });
}

/** The camera key of an audio call makes it a video call; the other side is asked nothing and opens nothing. */
function toVideoKey({ pending }: Toggle): TemplateResult {
  return key({
    icon: 'video',
    label: t('c.cam'),
    pending,
    tip: t('c.cam.turnOn'),
    shortcut: 'V',
    testId: 'toggle-cam',
    press: (event) => fire(event.currentTarget as Element, { do: 'toggle', device: 'cam' }),
  });
}

function speaker({ call }: DockState): TemplateResult {
  const { speaker } = call.own;
  return key({
    icon: speaker ? 'volume' : 'volume-off',
    label: t('c.speaker'),
    pressed: speaker,
    tip: speaker ? t('c.speaker.off') : t('c.speaker.on'),
    testId: 'toggle-speaker',
    press: (event) => fire(event.currentTarget as Element, { do: 'toggle', device: 'speaker' }),
  });
}
