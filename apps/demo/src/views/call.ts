import { LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { type Call, hasTalk, IDLE, lossOf } from '../model/call.js';
import { type Devices, NO_DEVICES } from '../model/devices.js';
import type { Notice } from '../model/notice.js';
import { type Person, stranger } from '../model/person.js';
import type { SavedGroup } from '../model/saved-group.js';
import type { Contact } from '../model/session.js';
import { CornerController } from '../parts/corner.js';
import { fire } from '../parts/fire.js';
import { Levels } from '../parts/levels.js';
import { BoxController } from '../parts/size.js';
import { CallFocus } from './call-focus.js';
import { callKeys } from './call-keys.js';
import { callStage } from './call-stage.js';
import { floatBox } from './float.js';
import { FullScreen } from './full-screen.js';
import { GroupView } from './group-view.js';
import { OverlayControl } from './overlay-control.js';
import { QuietController } from './quiet.js';
import { hasStage, lookedAt, showsPicture, titleOf } from './staged.js';
import { TileMenuGestures } from './tile-menu.js';

/** What the people panel takes of a wide stage, px. */
const PANEL_PX = 360;

/** A call from the first tone to its end: one stage, whose parts change and never jump. Hidden while there is none. */
@customElement('rb-call')
export class CallElement extends LitElement {
  @property({ attribute: false }) call: Call = IDLE;
  /** It goes on in a small window over the page. */
  @property({ type: Boolean }) minimised = false;
  @property({ attribute: false }) me: Person = stranger('');
  @property({ attribute: false }) contacts: readonly Contact[] = [];
  @property({ attribute: false }) groups: readonly SavedGroup[] = [];
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
  readonly #floatCorner = new CornerController(this, 'bottom-end');
  readonly #quiet = new QuietController(this, () => this.#mayBeQuiet());
  readonly #group = new GroupView(this);
  readonly #focus = new CallFocus(this);
  readonly #over = new OverlayControl(this, this.#focus);
  readonly #fullScreen = new FullScreen(this);
  readonly #onKey = callKeys({
    call: () => this.call,
    fire: (intent) => fire(this, intent),
    isFloat: () => this.#float !== null,
    minimise: () => this.#minimise(),
    swap: () => this.#swap(),
    toggleFullScreen: () => this.#fullScreen.toggle(),
    showShortcuts: () => this.#over.show({ is: 'dialog', dialog: 'shortcuts' }),
    invite: () => this.#invite(),
    togglePanel: () => this.#togglePanel(),
    toggleLayout: () => this.#group.toggle(),
    turnPage: (by) => this.#group.turn(by),
  });

  constructor() {
    super();
    new TileMenuGestures(this, (userId, spot) => {
      if (this.#float === null) this.#over.openTile(userId, spot);
    });
  }

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
    if (changed.has('minimised')) this.#over.drop();
    this.#over.settle(this.call);
    const { width, height } = this.#box;
    const float = this.#float;
    if (float?.phase === 'group') {
      this.#group.settleFloat(float, floatBox(float, this.#box.size));
      return;
    }
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
    else if (changed.has('minimised') && hasStage(this.call)) this.#focus.resize(this.minimised);
  }

  protected override render(): TemplateResult {
    return callStage({
      call: this.call,
      float: this.#float,
      me: this.me,
      title: titleOf(this.call, this.groups),
      contacts: this.contacts,
      groups: this.groups,
      devices: this.devices,
      levels: this.levels,
      notices: this.notices,
      topEnd: this.topEnd,
      size: this.#box.size,
      glass: this.#isGlass,
      quiet: this.#quiet.isQuiet,
      swapped: this.swapped,
      panel: this.#hasPanel,
      corner: this.#corner,
      floatCorner: this.#floatCorner,
      group: this.#group,
      over: this.#over,
      fullScreen: this.#fullScreen,
      fire: (intent) => fire(this, intent),
      swap: () => this.#swap(),
      minimise: () => this.#minimise(),
      invite: () => this.#invite(),
      togglePanel: () => this.#togglePanel(),
    });
  }

  /** The call, where it is minimised. */
  get #float() {
    return this.minimised && hasTalk(this.call) ? this.call : null;
  }

  /** Now that their places are in the page: whose pictures are looked at. */
  #watch(): void {
    const { call } = this;
    const userIds = lookedAt(call, this.#group.layout, this.#group.choice);
    const watched = 'callId' in call ? `${call.callId} ${userIds.join(' ')}` : '';
    if (watched === this.#watched) return;
    this.#watched = watched;
    fire(this, { do: 'watch', userIds });
  }

  get #hasPanel(): boolean {
    return this.panel && this.call.phase === 'group' && !this.minimised;
  }

  /** Whether a picture fills the stage, so that what lies on it is glass. */
  get #isGlass(): boolean {
    const { call } = this;
    if (call.phase !== 'talking' || call.media !== 'video') return false;
    return this.swapped ? call.own.cam.on : showsPicture(call);
  }

  #mayBeQuiet(): boolean {
    const isLost = this.call.phase === 'talking' && lossOf(this.call) !== null;
    return this.#isGlass && this.#over.shown.is === 'none' && !isLost && !this.minimised;
  }

  /** Nobody is called into a call that has not begun. */
  #invite(): void {
    if (hasTalk(this.call)) this.#over.show({ is: 'dialog', dialog: 'invite' });
  }

  #minimise(): void {
    if (!hasTalk(this.call)) return;
    this.#fullScreen.leave();
    fire(this, { do: 'minimise', on: !this.minimised });
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
    else if (event.key === 'Escape' && this.#hasPanel && this.#over.shown.is === 'none') this.#togglePanel();
    else if (this.#onKey(event)) event.preventDefault();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-call': CallElement;
  }
}
