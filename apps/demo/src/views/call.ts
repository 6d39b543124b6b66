import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Call, IDLE, lossOf, type Outgoing, type Talking } from '../model/call.js';
import { type Devices, NO_DEVICES } from '../model/devices.js';
import type { Notice } from '../model/notice.js';
import { hueOf, type Person, stranger } from '../model/person.js';
import { CornerController } from '../parts/corner.js';
import { fire } from '../parts/fire.js';
import { moveFocus } from '../parts/focus.js';
import { Levels } from '../parts/levels.js';
import { placeAbove } from '../parts/place.js';
import { SizeController } from '../parts/size.js';
import { vars } from '../parts/vars.js';
import { t } from '../strings/index.js';
import './call.css';
import { callDock, type DockMenu } from './call-dock.js';
import { callKeys } from './call-keys.js';
import { MENU_WIDTHS, type MenuContext } from './call-menus.js';
import { linkNotice, NO_OVERLAY, type Overlay, overlay } from './call-overlays.js';
import { callPerson } from './call-person.js';
import { callTop } from './call-top.js';
import './notices.js';
import { pictures } from './pictures.js';
import { QuietController } from './quiet.js';

/** A call from the first tone to its end: one stage, whose parts change and never jump. Hidden while there is none. */
@customElement('rb-call')
export class CallElement extends LitElement {
  @property({ attribute: false }) call: Call = IDLE;
  @property({ attribute: false }) me: Person = stranger('');
  @property({ attribute: false }) devices: Devices = NO_DEVICES;
  @property({ attribute: false }) levels = new Levels();
  @property({ attribute: false }) notices: readonly Notice[] = [];
  /** What the app puts at the end of the top bar. */
  @property({ attribute: false }) topEnd: TemplateResult | typeof nothing = nothing;

  @state() private overlay: Overlay = NO_OVERLAY;
  @state() private swapped = false;
  @state() private fullScreen = false;

  /** What opened the overlay, and what had the focus before the call: they get it back. */
  #opener: HTMLElement | null = null;
  #focusBefore: HTMLElement | null = null;
  /** What the app was told of the pictures that are looked at. */
  #watched = '';
  readonly #sizes = new SizeController(this);
  readonly #corner = new CornerController(this, 'bottom-end');
  readonly #quiet = new QuietController(this, () => this.#mayBeQuiet());
  readonly #onKey = callKeys({
    call: () => this.call,
    fire: (intent) => fire(this, intent),
    swap: () => this.#swap(),
    toggleFullScreen: () => this.#toggleFullScreen(),
    showShortcuts: () => this.#show({ is: 'dialog', dialog: 'shortcuts' }),
  });

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#keydown);
    document.addEventListener('fullscreenchange', this.#fullScreenChanged);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#keydown);
    document.removeEventListener('fullscreenchange', this.#fullScreenChanged);
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.has('call') ? (changed.get('call') ?? IDLE) : this.call;
    if (showsPicture(before) !== showsPicture(this.call)) this.#quiet.wake();
    if (before.phase === this.call.phase) return;
    this.#quiet.wake();
    if (this.call.phase !== 'talking') this.overlay = NO_OVERLAY;
    if (hasStage(before) || !hasStage(this.call)) return;
    this.swapped = false;
    this.#corner.corner = this.#sizes.size === 'compact' ? 'top-end' : 'bottom-end';
    this.#focusBefore = document.activeElement as HTMLElement | null;
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#watch();
    for (const dialog of this.querySelectorAll('dialog')) if (!dialog.open) dialog.showModal();
    const before = changed.get('call');
    if (before !== undefined && before.phase !== this.call.phase) this.#moveFocus(before);
  }

  protected override render(): TemplateResult {
    const { call } = this;
    const live = call.phase === 'outgoing' || call.phase === 'talking' ? call : null;
    const shown = hasStage(call);
    const glass = this.#isGlass;
    return html`<section
      class="rb-stage ${glass ? '' : 'rb-tint'} ${this.#quiet.isQuiet && glass ? 'rb-quiet' : ''}"
      data-phase=${call.phase}
      data-media=${shown ? call.media : nothing}
      data-testid=${testIds[call.phase] ?? nothing}
      aria-label=${shown ? t('call.with', { name: call.person.name }) : nothing}
      tabindex="-1"
      ?hidden=${!shown}
      ${vars({ '--h': shown ? hueOf(call.person.userId) : 0 })}
    >
      ${this.#pictures(live)} ${glass ? html`<div class="rb-shade"></div>` : nothing}
      ${live === null ? nothing : this.#top(live)}
      ${shown ? callPerson(call, { size: this.#sizes.size, levels: this.levels, overVideo: glass }) : nothing}
      <rb-notices .notices=${this.notices} .overCall=${true}></rb-notices>
      ${live === null ? nothing : this.#controls(live)}
    </section>`;
  }

  /** Now that their places are in the page: whose pictures are looked at. */
  #watch(): void {
    const { call } = this;
    const userIds = call.phase === 'talking' && call.peer.video === true ? [call.person.userId] : [];
    const watched = 'callId' in call ? `${call.callId} ${userIds}` : '';
    if (watched === this.#watched) return;
    this.#watched = watched;
    fire(this, { do: 'watch', userIds });
  }

  #pictures(call: Outgoing | Talking | null): TemplateResult {
    return pictures({
      call,
      me: this.me,
      remoteLive: call?.phase === 'talking' && call.peer.video === true,
      swapped: this.swapped,
      frozen: call?.phase === 'talking' && lossOf(call)?.flows === false,
      corner: this.#corner,
      swap: () => this.#swap(),
    });
  }

  #top(call: Outgoing | Talking): TemplateResult {
    return callTop({
      call: call.phase === 'talking' ? call : null,
      size: this.#sizes.size,
      glass: this.#isGlass,
      fullScreen: this.fullScreen,
      canFullScreen: document.fullscreenEnabled,
      toggleFullScreen: () => this.#toggleFullScreen(),
      end: this.topEnd,
    });
  }

  #controls(call: Outgoing | Talking): TemplateResult {
    const context = this.#context(call);
    return html`${linkNotice(call, context.fire)} ${overlay(this.overlay, context, () => this.#closeOverlay())}
    ${callDock({
      ...context,
      glass: this.#isGlass,
      open: this.overlay.is === 'menu' ? this.overlay.menu : null,
      toggleMenu: (menu, opener) => this.#toggleMenu(menu, opener),
      help: (device) => this.#show({ is: 'help', device }),
    })}`;
  }

  #context(call: Outgoing | Talking): MenuContext {
    return {
      call,
      devices: this.devices,
      levels: this.levels,
      selfId: this.me.userId,
      size: this.#sizes.size,
      canFullScreen: document.fullscreenEnabled,
      fire: (intent) => fire(this, intent),
      swap: () => this.#swap(),
      toggleFullScreen: () => this.#toggleFullScreen(),
      open: (what) => {
        if (what === 'mic' || what === 'cam') this.#showMenu(what, {});
        else this.#show({ is: 'dialog', dialog: what });
      },
    };
  }

  /** Whether a picture fills the stage, so that what lies on it is glass. */
  get #isGlass(): boolean {
    const { call } = this;
    if (call.phase !== 'talking' || call.media !== 'video') return false;
    return this.swapped ? call.own.cam.on : showsPicture(call);
  }

  #mayBeQuiet(): boolean {
    const isLost = this.call.phase === 'talking' && lossOf(this.call) !== null;
    return this.#isGlass && this.overlay.is === 'none' && !isLost;
  }

  #toggleMenu(menu: DockMenu, opener: HTMLElement): void {
    const isOpen = this.overlay.is === 'menu' && this.overlay.menu === menu;
    // A browser may press a key without focusing it.
    opener.focus({ preventScroll: true });
    if (isOpen) this.#closeOverlay();
    else this.#showMenu(menu, placeAbove(this, opener, MENU_WIDTHS[menu]));
  }

  #showMenu(menu: DockMenu, place: Extract<Overlay, { is: 'menu' }>['place']): void {
    this.#show({ is: 'menu', menu, place });
    if (menu !== 'more') fire(this, { do: 'listDevices' });
  }

  #show(overlay: Overlay): void {
    this.#opener = document.activeElement as HTMLElement | null;
    this.overlay = overlay;
  }

  #closeOverlay(): void {
    this.overlay = NO_OVERLAY;
    this.#opener?.focus();
    this.#opener = null;
  }

  #swap(): void {
    if (this.call.phase === 'talking' && this.call.media === 'video') this.swapped = !this.swapped;
  }

  #toggleFullScreen(): void {
    const done = document.fullscreenElement === null ? this.requestFullscreen() : document.exitFullscreen();
    // A browser may refuse without a gesture; then the page stays as it is.
    done.catch(() => {});
  }

  /** The focus goes where the next step is: to the dock, at the end to the first action, then back to where it was. */
  #moveFocus(before: Call): void {
    if (this.call.phase === 'ended') moveFocus(this.querySelector('.rb-ended-actions button'));
    else if (hasStage(this.call)) this.#focusDock();
    else if (hasStage(before)) this.#leave();
  }

  #focusDock(): void {
    const isThere = this.contains(document.activeElement);
    if (!isThere) moveFocus(this.querySelector('.rb-dock .rb-key'));
  }

  #leave(): void {
    if (document.fullscreenElement !== null) void document.exitFullscreen();
    moveFocus(this.#focusBefore);
    this.#focusBefore = null;
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const target = event.target as Node;
    const isHere = target === document.body || this.contains(target);
    if (!isHere || this.overlay.is === 'dialog') return;
    if (event.key === 'Escape' && this.overlay.is === 'help') this.#closeOverlay();
    else if (this.#onKey(event)) event.preventDefault();
  };

  readonly #fullScreenChanged = (): void => {
    this.fullScreen = document.fullscreenElement !== null;
  };
}

const testIds: Partial<Record<Call['phase'], string>> = {
  outgoing: 'outgoing',
  talking: 'in-call',
  ended: 'ended',
};

/** Whether the call has taken the stage: from dialling to the end screen, but not while it only rings here. */
export function hasStage(call: Call): call is Extract<Call, { phase: 'outgoing' | 'talking' | 'ended' }> {
  return call.phase === 'outgoing' || call.phase === 'talking' || call.phase === 'ended';
}

function showsPicture(call: Call): boolean {
  return call.phase === 'talking' && call.media === 'video' && call.peer.video === true;
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-call': CallElement;
  }
}
