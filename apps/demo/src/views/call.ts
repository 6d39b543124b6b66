import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Call, IDLE, type LiveCall, liveCall, lossOf } from '../model/call.js';
import { type Devices, NO_DEVICES } from '../model/devices.js';
import type { Notice } from '../model/notice.js';
import { hueOf, type Person, stranger } from '../model/person.js';
import type { Contact } from '../model/session.js';
import { CornerController } from '../parts/corner.js';
import { fire } from '../parts/fire.js';
import { Levels } from '../parts/levels.js';
import { BoxController } from '../parts/size.js';
import { vars } from '../parts/vars.js';
import { t } from '../strings/index.js';
import { callDock } from './call-dock.js';
import { CallFocus } from './call-focus.js';
import { callKeys } from './call-keys.js';
import { linkNotice, type OverlayContext, overlay } from './call-overlays.js';
import { callPerson } from './call-person.js';
import { callTop } from './call-top.js';
import './dock.css';
import { FullScreen } from './full-screen.js';
import { groupRest } from './group-rest.js';
import { GroupView } from './group-view.js';
import './notices.js';
import { OverlayControl } from './overlay-control.js';
import { peoplePanel } from './people-panel.js';
import { pictures } from './pictures.js';
import { QuietController } from './quiet.js';
import './stage.css';
import { hasStage, lookedAt, nameOf, showsPicture, testIdOf } from './staged.js';
import './top.css';

/** What the people panel takes of a wide stage, px. */
const PANEL_PX = 360;

/** A call from the first tone to its end: one stage, whose parts change and never jump. Hidden while there is none. */
@customElement('rb-call')
export class CallElement extends LitElement {
  @property({ attribute: false }) call: Call = IDLE;
  @property({ attribute: false }) me: Person = stranger('');
  @property({ attribute: false }) contacts: readonly Contact[] = [];
  @property({ attribute: false }) devices: Devices = NO_DEVICES;
  @property({ attribute: false }) levels = new Levels();
  @property({ attribute: false }) notices: readonly Notice[] = [];
  /** What the app puts at the end of the top bar. */
  @property({ attribute: false }) topEnd: TemplateResult | typeof nothing = nothing;

  @state() private swapped = false;
  @state() private panel = false;

  /** What the app was told of the pictures that are looked at. */
  #watched = '';
  readonly #box = new BoxController(this);
  readonly #corner = new CornerController(this, 'bottom-end');
  readonly #quiet = new QuietController(this, () => this.#mayBeQuiet());
  readonly #group = new GroupView(this);
  readonly #focus = new CallFocus(this);
  readonly #over = new OverlayControl(this, this.#focus);
  readonly #fullScreen = new FullScreen(this);
  readonly #onKey = callKeys({
    call: () => this.call,
    fire: (intent) => fire(this, intent),
    swap: () => this.#swap(),
    toggleFullScreen: () => this.#fullScreen.toggle(),
    showShortcuts: () => this.#over.show({ is: 'dialog', dialog: 'shortcuts' }),
    invite: () => this.#invite(),
    togglePanel: () => this.#togglePanel(),
    toggleLayout: () => this.#group.toggle(),
    turnPage: (by) => this.#group.turn(by),
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#keydown);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#keydown);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.has('call') ? (changed.get('call') ?? IDLE) : this.call;
    if (showsPicture(before) !== showsPicture(this.call)) this.#quiet.wake();
    if (before.phase !== this.call.phase) this.#phaseChanged(before);
    const { width, height } = this.#box;
    const taken = this.#hasPanel && this.#box.size === 'wide' ? PANEL_PX : 0;
    this.#group.settle(this.call, { width, height, taken });
  }

  #phaseChanged(before: Call): void {
    this.#quiet.wake();
    // A call of two that becomes one of more keeps what is open over it.
    if (!(before.phase === 'talking' && this.call.phase === 'group')) this.#over.drop();
    if (this.call.phase !== 'group') this.panel = false;
    if (hasStage(before) || !hasStage(this.call)) return;
    this.swapped = false;
    this.#corner.corner = this.#box.size === 'compact' ? 'top-end' : 'bottom-end';
    this.#focus.keep();
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#group.move();
    this.#watch();
    for (const dialog of this.querySelectorAll('dialog')) if (!dialog.open) dialog.showModal();
    const before = changed.get('call');
    if (before !== undefined && before.phase !== this.call.phase) this.#moveFocus(before);
  }

  protected override render(): TemplateResult {
    const { call } = this;
    const live = liveCall(call);
    const shown = hasStage(call);
    const glass = this.#isGlass;
    const tint = glass || call.phase === 'group' ? '' : 'rb-tint';
    return html`<section
      class="rb-stage ${tint} ${this.#quiet.isQuiet && glass ? 'rb-quiet' : ''}"
      data-phase=${call.phase}
      data-media=${shown ? call.media : nothing}
      data-panel=${this.#hasPanel && this.#box.size === 'wide' ? 'beside' : nothing}
      data-testid=${testIdOf(call) ?? nothing}
      aria-label=${shown ? t('call.with', { name: nameOf(call) }) : nothing}
      tabindex="-1"
      ?hidden=${!shown}
      ${vars({ '--h': shown && call.phase !== 'group' ? hueOf(call.person.userId) : 0 })}
    >
      ${live === null ? nothing : this.#top(live)} ${this.#pictures(live)}
      ${glass ? html`<div class="rb-shade"></div>` : nothing}
      ${
        shown && call.phase !== 'group'
          ? callPerson(call, { size: this.#box.size, levels: this.levels, overVideo: glass })
          : nothing
      }
      ${this.#groupParts()}
      <rb-notices .notices=${this.notices} .overCall=${true}></rb-notices>
      ${live === null ? nothing : this.#controls(live)}
    </section>`;
  }

  #groupParts(): TemplateResult | typeof nothing {
    const { layout } = this.#group;
    if (this.call.phase !== 'group' || layout === null) return nothing;
    return html`${groupRest(layout, {
      turn: (by) => this.#group.turn(by),
      openPanel: () => this.#togglePanel(),
    })}
    ${
      this.panel
        ? peoplePanel({
            call: this.call,
            close: () => this.#togglePanel(),
            invite: () => this.#invite(),
          })
        : nothing
    }`;
  }

  /** Now that their places are in the page: whose pictures are looked at. */
  #watch(): void {
    const { call } = this;
    const userIds = lookedAt(call, this.#group.layout);
    const watched = 'callId' in call ? `${call.callId} ${userIds.join(' ')}` : '';
    if (watched === this.#watched) return;
    this.#watched = watched;
    fire(this, { do: 'watch', userIds });
  }

  #pictures(call: LiveCall | null): TemplateResult {
    return pictures({
      call,
      me: this.me,
      layout: this.#group.layout,
      pinned: this.#group.choice.pinned,
      pin: (userId) => this.#group.pin(userId),
      swapped: this.swapped,
      frozen: call?.phase === 'talking' && lossOf(call)?.flows === false,
      corner: this.#corner,
      swap: () => this.#swap(),
    });
  }

  #top(call: LiveCall): TemplateResult {
    return callTop({
      call,
      size: this.#box.size,
      glass: this.#isGlass,
      fullScreen: this.#fullScreen.isOn,
      canFullScreen: document.fullscreenEnabled,
      toggleFullScreen: () => this.#fullScreen.toggle(),
      form: this.#group.choice.form,
      toggleLayout: () => this.#group.toggle(),
      panel: this.panel,
      togglePanel: () => this.#togglePanel(),
      end: this.topEnd,
    });
  }

  #controls(call: LiveCall): TemplateResult {
    const context = this.#context(call);
    return html`${linkNotice(call, context.fire)} ${overlay(this.#over.shown, context, () => this.#over.close())}
    ${callDock({
      ...context,
      glass: this.#isGlass,
      open: this.#over.menu,
      toggleMenu: (menu, opener) => this.#over.toggleMenu(menu, opener),
      help: (device) => this.#over.show({ is: 'help', device }),
      invite: () => this.#invite(),
    })}`;
  }

  #context(call: LiveCall): OverlayContext {
    return {
      call,
      contacts: this.contacts,
      devices: this.devices,
      levels: this.levels,
      selfId: this.me.userId,
      size: this.#box.size,
      canFullScreen: document.fullscreenEnabled,
      form: this.#group.choice.form,
      fire: (intent) => fire(this, intent),
      swap: () => this.#swap(),
      toggleLayout: () => this.#group.toggle(),
      toggleFullScreen: () => this.#fullScreen.toggle(),
      open: (what) => this.#over.open(what),
    };
  }

  get #hasPanel(): boolean {
    return this.panel && this.call.phase === 'group';
  }

  /** Whether a picture fills the stage, so that what lies on it is glass. */
  get #isGlass(): boolean {
    const { call } = this;
    if (call.phase !== 'talking' || call.media !== 'video') return false;
    return this.swapped ? call.own.cam.on : showsPicture(call);
  }

  #mayBeQuiet(): boolean {
    const isLost = this.call.phase === 'talking' && lossOf(this.call) !== null;
    return this.#isGlass && this.#over.shown.is === 'none' && !isLost;
  }

  /** Nobody is called into a call that has not begun. */
  #invite(): void {
    const { call } = this;
    const runs = call.phase === 'talking' || (call.phase === 'group' && call.step === 'talking');
    if (runs) this.#over.show({ is: 'dialog', dialog: 'invite' });
  }

  #togglePanel(): void {
    if (this.call.phase !== 'group') return;
    if (this.panel) this.#focus.toOpener();
    else this.#focus.keepOpener();
    this.panel = !this.panel;
  }

  #swap(): void {
    if (this.call.phase === 'talking' && this.call.media === 'video') this.swapped = !this.swapped;
  }

  /** The focus goes where the next step is: to the dock, at the end to the first action, then back to where it was. */
  #moveFocus(before: Call): void {
    if (hasStage(this.call)) this.#focus.follow(this.call.phase === 'ended');
    else if (hasStage(before)) {
      this.#fullScreen.leave();
      this.#focus.leave();
    }
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const target = event.target as Node;
    const isHere = target === document.body || this.contains(target);
    if (!isHere || this.#over.shown.is === 'dialog') return;
    if (event.key === 'Escape' && this.#over.shown.is === 'help') this.#over.close();
    else if (event.key === 'Escape' && this.panel && this.#over.shown.is === 'none') this.#togglePanel();
    else if (this.#onKey(event)) event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-call': CallElement;
  }
}
