import { html, nothing, type TemplateResult } from 'lit';
import { hasTalk, type LiveCall } from '../model/call.js';
import { type Group, inCall, ringing } from '../model/group.js';
import { bars } from '../parts/bars.js';
import { key } from '../parts/key.js';
import '../parts/live.js';
import type { SizeClass } from '../parts/size.js';
import { t, tn } from '../strings/index.js';

export interface TopState {
  readonly call: LiveCall;
  readonly title: string;
  readonly size: SizeClass;
  readonly glass: boolean;
  readonly fullScreen: boolean;
  readonly canFullScreen: boolean;
  readonly toggleFullScreen: () => void;
  readonly form: 'grid' | 'spotlight';
  readonly toggleLayout: () => void;
  readonly panel: boolean;
  readonly togglePanel: () => void;
  readonly minimise: () => void;
  /** What the app puts at the end of the bar. */
  readonly end: TemplateResult | typeof nothing;
}

/** Name, duration and connection; at the end what changes the view. In audio calls of two the stage itself says the first. */
export function callTop(state: TopState): TemplateResult {
  const { call } = state;
  return html`<header class="rb-top ${state.glass ? 'rb-glass' : ''}">
    <div class="rb-top-title">${title(state)}</div>
    <div class="rb-top-keys">
      ${hasTalk(call) ? minimiseKey(state) : nothing}${state.end}${
        call.phase === 'group' ? groupKeys(call, state) : nothing
      }${state.canFullScreen && state.size !== 'compact' ? fullScreenKey(state) : nothing}
    </div>
  </header>`;
}

function title({ call, title: name }: TopState): TemplateResult | typeof nothing {
  if (call.phase === 'group') {
    return html`<h2 class="rb-h3 rb-el"><bdi>${name}</bdi></h2>
      <div class="rb-s rb-t2 rb-num rb-top-facts">${groupFacts(call)}</div>`;
  }
  if (call.phase === 'outgoing' || call.media === 'audio') return nothing;
  return html`<div class="rb-h3 rb-el"><bdi>${call.person.name}</bdi></div>
    <div class="rb-s rb-t2 rb-num rb-top-facts">
      <rb-duration .since=${call.since} data-testid="duration"></rb-duration>${bars(call.quality.level, 14)}
    </div>`;
}

/** "4 people, 1 ringing · 12:08". */
function groupFacts(call: Group): TemplateResult {
  const rings = ringing(call).length;
  if (call.step === 'joining') return html`<span role="status">${t('out.joining')}</span>`;
  if (call.step === 'ringing') return html`<span role="status">${tn('out.ringingN', rings)}</span>`;
  const present = tn('call.people', inCall(call).length);
  const words = rings === 0 ? present : `${present}, ${tn('call.ringing', rings)}`;
  return html`<span class="rb-el" data-testid="group-facts">${words}</span><span aria-hidden="true">·</span>
    <rb-duration .since=${call.since} data-testid="duration"></rb-duration>${bars(call.quality.level, 14)}`;
}

function groupKeys(call: Group, state: TopState): TemplateResult {
  const isGrid = state.form === 'grid';
  return html`${key({
    icon: 'users',
    size: 'sm',
    label: t('c.people'),
    tip: t('c.people'),
    shortcut: 'U',
    expanded: state.panel,
    count: inCall(call).length,
    testId: 'people-panel-key',
    press: state.togglePanel,
    ...(state.panel ? { tone: 'active' } : {}),
  })}${
    state.size === 'compact'
      ? nothing
      : key({
          icon: isGrid ? 'gallery' : 'layout-grid',
          size: 'sm',
          label: t(isGrid ? 'c.spotlight' : 'c.grid'),
          tip: t(isGrid ? 'c.spotlight' : 'c.grid'),
          shortcut: 'L',
          testId: 'layout',
          press: state.toggleLayout,
        })
  }`;
}

function minimiseKey({ minimise }: TopState): TemplateResult {
  return key({
    icon: 'picture-in-picture',
    size: 'sm',
    label: t('c.minimise'),
    tip: t('c.minimise'),
    shortcut: 'P',
    classes: 'rb-top-minimise',
    testId: 'minimise',
    press: minimise,
  });
}

function fullScreenKey({ fullScreen, toggleFullScreen }: TopState): TemplateResult {
  const label = t(fullScreen ? 'c.fullExit' : 'c.full');
  return key({
    icon: fullScreen ? 'minimize' : 'maximize',
    size: 'sm',
    label,
    tip: label,
    shortcut: 'F',
    press: toggleFullScreen,
  });
}
