import { html, nothing, type TemplateResult } from 'lit';
import { type Call, type LiveCall, liveCall, lossOf, type Talking } from '../model/call.js';
import type { Devices } from '../model/devices.js';
import type { Group } from '../model/group.js';
import type { Intent } from '../model/intent.js';
import type { Notice } from '../model/notice.js';
import { hueOf, type Person } from '../model/person.js';
import type { SavedGroup } from '../model/saved-group.js';
import type { Contact } from '../model/session.js';
import type { CornerController } from '../parts/corner.js';
import type { Levels } from '../parts/levels.js';
import type { SizeClass } from '../parts/size.js';
import { vars } from '../parts/vars.js';
import { t } from '../strings/index.js';
import { callDock } from './call-dock.js';
import { linkNotice, type OverlayContext, overlay } from './call-overlays.js';
import { callPerson } from './call-person.js';
import { callTop } from './call-top.js';
import './dock.css';
import { floatBox, floatKind, floatView } from './float.js';
import type { FullScreen } from './full-screen.js';
import { groupRest } from './group-rest.js';
import type { GroupView } from './group-view.js';
import './notices.js';
import type { OverlayControl } from './overlay-control.js';
import { peoplePanel } from './people-panel.js';
import { pictures } from './pictures.js';
import './stage.css';
import { hasStage, testIdOf } from './staged.js';
import './top.css';

export interface StageState {
  readonly call: Call;
  /** The call, where it is minimised. */
  readonly float: Talking | Group | null;
  readonly me: Person;
  /** The name of the group that calls, or whom the call is with. */
  readonly title: string;
  readonly contacts: readonly Contact[];
  readonly groups: readonly SavedGroup[];
  readonly devices: Devices;
  readonly levels: Levels;
  readonly notices: readonly Notice[];
  /** What the app puts at the end of the top bar. */
  readonly topEnd: TemplateResult | typeof nothing;
  readonly size: SizeClass;
  /** A picture fills the stage, so what lies on it is glass. */
  readonly glass: boolean;
  readonly quiet: boolean;
  /** Of a call of two: the own picture is the large one. */
  readonly swapped: boolean;
  readonly panel: boolean;
  readonly corner: CornerController;
  readonly floatCorner: CornerController;
  readonly group: GroupView;
  readonly over: OverlayControl;
  readonly fullScreen: FullScreen;
  readonly fire: (intent: Intent) => void;
  readonly swap: () => void;
  readonly minimise: () => void;
  readonly invite: () => void;
  readonly togglePanel: () => void;
}

/** The one place of a call, large or minimised. The pictures come at the same place in both, so they stay what they are. */
export function callStage(state: StageState): TemplateResult {
  const { call, float, size, title } = state;
  const live = liveCall(call);
  const shown = hasStage(call);
  return html`<section
    class="rb-stage ${look(state)}"
    data-phase=${call.phase}
    data-media=${shown ? call.media : nothing}
    data-panel=${state.panel && size === 'wide' ? 'beside' : nothing}
    data-corner=${float === null ? nothing : state.floatCorner.corner}
    data-testid=${testIdOf(call) ?? nothing}
    aria-label=${shown ? t('call.with', { name: title }) : nothing}
    tabindex=${float === null ? -1 : 0}
    ?hidden=${!shown}
    ${vars({ '--h': shown && call.phase !== 'group' ? hueOf(call.person.userId) : 0, ...floatVars(state) })}
    @pointerdown=${float === null ? nothing : state.floatCorner.drag}
    @keydown=${float === null ? nothing : state.floatCorner.nudge}
  >
    ${live === null || float !== null ? nothing : top(live, state)} ${picturesOf(live, state)}
    ${float === null ? parts(live, state) : floatView(float, state)}
  </section>`;
}

function look({ call, float, glass, quiet }: StageState): string {
  if (float !== null) return `rb-float rb-float-${floatKind(float)} rb-tint`;
  if (glass) return quiet ? 'rb-quiet' : '';
  return call.phase === 'group' ? '' : 'rb-tint';
}

function floatVars({ float, size }: StageState): Record<`--${string}`, string> {
  if (float === null) return {};
  const { w, h } = floatBox(float, size);
  return { '--fw': `${w}px`, '--fh': `${h}px` };
}

function top(call: LiveCall, state: StageState): TemplateResult {
  const { title, glass, panel, minimise, togglePanel, topEnd: end, fullScreen } = state;
  return callTop({
    ...contextOf(call, state),
    title,
    glass,
    panel,
    minimise,
    togglePanel,
    end,
    fullScreen: fullScreen.isOn,
  });
}

function picturesOf(call: LiveCall | null, state: StageState): TemplateResult {
  const { me, float, swapped, corner, swap, group, over } = state;
  return pictures({
    call,
    me,
    corner,
    swap,
    layout: group.layout,
    choice: group.choice,
    pin: (userId) => group.pin(userId),
    openMenu: over.tile,
    toggleMenu: (userId, opener) => over.toggleTile(userId, opener),
    swapped: swapped && float === null,
    frozen: call?.phase === 'talking' && lossOf(call)?.flows === false,
  });
}

/** What is on the large stage beside the pictures. */
function parts(live: LiveCall | null, state: StageState): TemplateResult {
  const { call, glass, size, levels, notices } = state;
  return html`${glass ? html`<div class="rb-shade"></div>` : nothing}
    ${
      hasStage(call) && call.phase !== 'group'
        ? callPerson(call, { size, levels, overVideo: glass })
        : nothing
    }
    ${groupParts(state)}
    <rb-notices .notices=${notices} .overCall=${true}></rb-notices>
    ${live === null ? nothing : controls(live, state)}`;
}

function groupParts({
  call,
  group,
  panel,
  togglePanel,
  invite,
}: StageState): TemplateResult | typeof nothing {
  if (call.phase !== 'group' || group.layout === null) return nothing;
  return html`${groupRest(group.layout, { turn: (by) => group.turn(by), openPanel: togglePanel })}
  ${panel ? peoplePanel({ call, close: togglePanel, invite }) : nothing}`;
}

function controls(call: LiveCall, state: StageState): TemplateResult {
  const context = contextOf(call, state);
  const { over, glass, invite } = state;
  return html`${linkNotice(call, context.fire)} ${overlay(over.shown, context, () => over.close())}
  ${callDock({
    ...context,
    glass,
    invite,
    open: over.menu,
    toggleMenu: (menu, opener) => over.toggleMenu(menu, opener),
    help: (device) => over.show({ is: 'help', device }),
  })}`;
}

function contextOf(call: LiveCall, state: StageState): OverlayContext {
  const { contacts, groups, devices, levels, size, group, over, fullScreen, fire, swap } = state;
  return {
    call,
    contacts,
    groups,
    devices,
    levels,
    size,
    fire,
    swap,
    selfId: state.me.userId,
    canFullScreen: document.fullscreenEnabled,
    form: group.choice.form,
    choice: group.choice,
    pin: (userId) => group.pin(userId),
    hide: (userId) => group.hide(userId),
    toggleLayout: () => group.toggle(),
    toggleFullScreen: () => fullScreen.toggle(),
    open: (what) => over.open(what),
  };
}
