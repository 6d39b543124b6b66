import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Call, IDLE } from '../model/call.js';
import { type Devices, NO_DEVICES } from '../model/devices.js';
import { hueOf, type Person, stranger } from '../model/person.js';
import { bars } from '../parts/bars.js';
import { CornerController } from '../parts/corner.js';
import { fire } from '../parts/fire.js';
import { key } from '../parts/key.js';
import { Levels } from '../parts/levels.js';
import '../parts/menu.js';
import { SizeController } from '../parts/size.js';
import { vars } from '../parts/vars.js';
import { t } from '../strings/index.js';
import './call.css';
import { callDock, type DockMenu } from './call-dock.js';
import { callKeys } from './call-keys.js';
import { menuOf } from './call-menus.js';
import { callPerson } from './call-person.js';
import { callTop } from './call-top.js';
import { qualityDialog, shortcutsDialog } from './dialogs.js';
import { pictures } from './pictures.js';
import { QuietController } from './quiet.js';
import { troubleHelp } from './trouble.js';

/** A call from the first tone to its end: one stage, whose parts change and never jump. Hidden while there is none. */
@customElement('rb-call')
export class CallElement extends LitElement {
  @property({ attribute: false }) call: Call = IDLE;
  @property({ attribute: false }) me: Person = stranger('');
  @property({ attribute: false }) devices: Devices = NO_DEVICES;
  @property({ attribute: false }) levels = new Levels();
  /** What the app puts at the end of the top bar. */
  @property({ attribute: false }) topEnd: TemplateResult | typeof nothing = nothing;

  @state() private menu: DockMenu | null = null;
  @state() private dialog: 'shortcuts' | 'quality' | null = null;
  @state() private help: 'mic' | 'cam' | null = null;
  @state() private swapped = false;
  @state() private fullScreen = false;

  #opener: HTMLElement | null = null;
  #menuPlace: Record<`--${string}`, string> = {};
  #focusBefore: HTMLElement | null = null;
  readonly #sizes = new SizeController(this);
  readonly #corner = new CornerController(this, 'bottom-end');
  readonly #quiet = new QuietController(this, () => this.#mayBeQuiet());
  readonly #onKey = callKeys({
    call: () => this.call,
    fire: (intent) => fire(this, intent),
    swap: () => this.#swap(),
    toggleFullScreen: () => this.#toggleFullScreen(),
    showShortcuts: () => {
      this.dialog = 'shortcuts';
    },
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
    if (before.phase === this.call.phase) return;
    this.#quiet.wake();
    if (this.call.phase !== 'talking') {
      this.menu = null;
      this.dialog = null;
    }
    if (isShown(before) || !isShown(this.call)) return;
    this.swapped = false;
    this.help = null;
    this.#corner.corner = this.#sizes.size === 'compact' ? 'top-end' : 'bottom-end';
    this.#focusBefore = document.activeElement as HTMLElement | null;
  }

  /** The focus goes where the next step is: to the dock, at the end to the first action, then back to where it was. */
  protected override updated(changed: PropertyValues<this>): void {
    for (const dialog of this.querySelectorAll('dialog')) if (!dialog.open) dialog.showModal();
    const before = changed.get('call');
    if (before === undefined || before.phase === this.call.phase) return;
    if (this.call.phase === 'ended') this.querySelector<HTMLElement>('.rb-ended-actions button')?.focus();
    else if (isShown(this.call))
      this.querySelector<HTMLElement>('.rb-dock .rb-key')?.focus({ preventScroll: true });
    else if (isShown(before)) this.#leave();
  }

  protected override render(): TemplateResult {
    const { call, levels } = this;
    const { size } = this.#sizes;
    const live = call.phase === 'outgoing' || call.phase === 'talking' ? call : null;
    const talking = call.phase === 'talking' ? call : null;
    const glass = this.#isGlass;
    const lost = talking !== null && (talking.lost !== null || talking.peer.lost !== null);
    const shown = isShown(call);
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
      ${pictures({
        call: live,
        me: this.me,
        remoteLive: talking?.peer.video === true,
        swapped: this.swapped,
        frozen: lost,
        corner: this.#corner,
        swap: () => this.#swap(),
      })}
      ${glass ? html`<div class="rb-shade"></div>` : nothing}
      ${
        live === null
          ? nothing
          : callTop({
              call: talking,
              size,
              glass,
              fullScreen: this.fullScreen,
              canFullScreen: document.fullscreenEnabled,
              toggleFullScreen: () => this.#toggleFullScreen(),
              end: this.topEnd,
            })
      }
      ${shown ? callPerson(call, { size, levels, overVideo: glass }) : nothing} ${this.#weak()} ${this.#overlays()}
      ${
        live === null
          ? nothing
          : callDock({
              call: live,
              selfId: this.me.userId,
              size,
              glass,
              levels,
              open: this.menu,
              toggleMenu: (menu, opener) => this.#toggleMenu(menu, opener),
              help: (device) => {
                this.help = device;
              },
            })
      }
    </section>`;
  }

  /** Whether a picture fills the stage, so that what lies on it is glass. */
  get #isGlass(): boolean {
    const { call } = this;
    if (call.phase !== 'talking' || call.media !== 'video') return false;
    return this.swapped ? call.own.cam.on : call.peer.video === true;
  }

  #weak(): TemplateResult | typeof nothing {
    const { call } = this;
    if (call.phase !== 'talking' || !call.weakness.shown) return nothing;
    const sendsVideo = call.media === 'video' && call.own.cam.on;
    return html`<div class="rb-weak" role="status">
      ${bars(call.quality.level, 18)}<span>${t(sendsVideo ? 'net.weak' : 'net.weak.audio')}</span>
      ${
        sendsVideo
          ? html`<button type="button" class="rb-btn sm" @click=${() => fire(this, { do: 'toggle', device: 'cam' })}>
              ${t('net.weak.action')}
            </button>`
          : nothing
      }
      ${key({ icon: 'x', size: 'xs', tone: 'plain', label: t('c.dismiss'), press: () => fire(this, { do: 'dismissWeak' }) })}
    </div>`;
  }

  #overlays(): TemplateResult | typeof nothing {
    const { call } = this;
    if (call.phase !== 'talking' && call.phase !== 'outgoing') return nothing;
    return html`${this.#openMenu(call)}${this.#openHelp(call)}${this.#openDialog(call)}`;
  }

  #openMenu(call: Extract<Call, { phase: 'talking' | 'outgoing' }>): TemplateResult | typeof nothing {
    if (this.menu === null) return nothing;
    const { label, items, width } = menuOf(this.menu, {
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
        if (what === 'mic' || what === 'cam') this.#showMenu(what);
        else this.dialog = what;
      },
    });
    return html`${this.#sizes.size === 'compact' ? html`<div class="rb-dim"></div>` : nothing}<rb-menu
        .items=${items}
        .label=${label}
        ${vars({ ...this.#menuPlace, '--w': `${width}px` })}
        @close=${() => this.#closeMenu()}
      ></rb-menu>`;
  }

  #openHelp(call: Extract<Call, { phase: 'talking' | 'outgoing' }>): TemplateResult | typeof nothing {
    if (this.help === null) return nothing;
    const device = this.help;
    const { trouble } = call.own[device];
    if (trouble === null) return nothing;
    const close = () => {
      this.help = null;
    };
    const retry = () => {
      close();
      fire(this, { do: 'toggle', device });
    };
    return troubleHelp({ device, trouble, person: call.person, retry, close });
  }

  #openDialog(call: Extract<Call, { phase: 'talking' | 'outgoing' }>): TemplateResult | typeof nothing {
    if (this.dialog === null) return nothing;
    const close = () => {
      this.dialog = null;
    };
    const content =
      this.dialog === 'quality' && call.phase === 'talking'
        ? qualityDialog(call, close)
        : shortcutsDialog(close);
    return html`<dialog class="rb-dialog" @close=${close}>${content}</dialog>`;
  }

  #mayBeQuiet(): boolean {
    const lost = this.call.phase === 'talking' && (this.call.lost ?? this.call.peer.lost) !== null;
    return this.#isGlass && this.menu === null && this.dialog === null && this.help === null && !lost;
  }

  #toggleMenu(menu: DockMenu, opener: HTMLElement): void {
    if (this.menu === menu) {
      this.#closeMenu();
      return;
    }
    this.#opener = opener;
    this.#menuPlace = this.#placeAbove(opener);
    this.#showMenu(menu);
  }

  #showMenu(menu: DockMenu): void {
    this.menu = menu;
    this.help = null;
    if (menu !== 'more') fire(this, { do: 'listDevices' });
  }

  #closeMenu(): void {
    this.menu = null;
    this.#opener?.focus();
  }

  /** Menus open away from the middle, so that the face stays free. */
  #placeAbove(opener: HTMLElement): Record<`--${string}`, string> {
    const stage = this.getBoundingClientRect();
    const box = opener.getBoundingClientRect();
    const dock = opener.closest('.rb-dock')?.getBoundingClientRect() ?? box;
    const width = opener.dataset.testid === 'more' ? 272 : 364;
    const opensLeft = box.x + box.width / 2 < stage.x + stage.width / 2;
    const left = (opensLeft ? box.right - width : box.left) - stage.x;
    const inside = Math.max(12, Math.min(left, stage.width - width - 12));
    return { '--x': `${inside}px`, '--y': `${stage.bottom - dock.top + 8}px` };
  }

  #swap(): void {
    if (this.call.phase === 'talking' && this.call.media === 'video') this.swapped = !this.swapped;
  }

  #toggleFullScreen(): void {
    const done = document.fullscreenElement === null ? this.requestFullscreen() : document.exitFullscreen();
    // A browser may refuse without a gesture; then the page stays as it is.
    done.catch(() => {});
  }

  #leave(): void {
    if (document.fullscreenElement !== null) void document.exitFullscreen();
    this.#focusBefore?.focus();
    this.#focusBefore = null;
  }

  readonly #keydown = (event: KeyboardEvent): void => {
    const target = event.target as Node;
    const isHere = target === document.body || this.contains(target);
    if (!isHere || this.dialog !== null) return;
    if (event.key === 'Escape' && this.help !== null) this.help = null;
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

function isShown(call: Call): call is Extract<Call, { phase: 'outgoing' | 'talking' | 'ended' }> {
  return call.phase === 'outgoing' || call.phase === 'talking' || call.phase === 'ended';
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-call': CallElement;
  }
}
