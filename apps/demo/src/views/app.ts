import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { EMPTY_MODEL, type Model } from '../model/model.js';
import { groupName } from '../model/saved-group.js';
import { fire } from '../parts/fire.js';
import { key } from '../parts/key.js';
import { Levels } from '../parts/levels.js';
import { SizeController } from '../parts/size.js';
import { t } from '../strings/index.js';
import { type Announcement, announcement } from './announcer.js';
import { Comings } from './comings.js';
import './app.css';
import './call.js';
import { ringKey } from './call-keys.js';
import './event-log.js';
import './home.js';
import './incoming.js';
import './notices.js';
import './sign-in.js';
import { hasStage, presentIn } from './staged.js';
import { standby } from './standby.js';

/** From this width on the event log has a place of its own beside the page. */
const BESIDE_FROM = 1100;

/** The page. It gets the model in and gives intents out; who runs the calls is not its business. */
@customElement('rb-app')
export class AppElement extends LitElement {
  @property({ attribute: false }) model: Model = EMPTY_MODEL;
  @property({ attribute: false }) levels = new Levels();

  @state() private showsLog = globalThis.innerWidth >= BESIDE_FROM;
  @state() private said: Announcement = { text: '', manner: 'polite' };

  /** Who comes and goes is said together, not one by one. */
  readonly #comings = new Comings((text) => {
    this.said = { text, manner: 'polite' };
  });

  readonly #sizes = new SizeController(this);

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('keydown', this.#onKey);
    this.#comings.stop();
    super.disconnectedCallback();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const before = changed.get('model');
    if (before === undefined || before.call === this.model.call) return;
    this.said = announcement(before.call, this.model.call) ?? this.said;
    this.#comings.note(before.call, this.model.call);
  }

  protected override render(): TemplateResult {
    const { model } = this;
    const { session, call, minimised } = model;
    const isIn = session.state === 'in';
    const overCall = this.#isCovered;
    const events = this.#eventsKey();
    return html`<div class="rb-app" data-log=${isIn && this.showsLog ? 'shown' : 'hidden'}>
      ${this.#corner()}
      <main class="rb-main">
        ${this.#page(events)}
        ${
          isIn
            ? html`<rb-call .call=${call} .me=${session.me} .minimised=${minimised} .groups=${model.groups} .contacts=${model.contacts} .devices=${model.devices} .levels=${this.levels} .notices=${overCall ? model.notices : []} .topEnd=${events}></rb-call>`
            : nothing
        }
      </main>
      ${
        isIn && this.showsLog
          ? html`<aside class="rb-side rb-card" aria-label=${t('log.title')}>
            <rb-event-log .log=${model.log} .leave=${() => this.#toggleLog()}></rb-event-log>
          </aside>`
          : nothing
      }
      <div class="rb-sr" aria-live="polite">${this.said.manner === 'polite' ? this.said.text : ''}</div>
      <div class="rb-sr" aria-live="assertive">${this.said.manner === 'assertive' ? this.said.text : ''}</div>
    </div>`;
  }

  /** The call has the whole page. */
  get #isCovered(): boolean {
    return hasStage(this.model.call) && !this.model.minimised;
  }

  #page(events: TemplateResult): TemplateResult {
    const { session, contacts, groups, recents, isSecure, call, minimised, invitation, elsewhere } =
      this.model;
    switch (session.state) {
      case 'out':
      case 'entering':
        // One template for both: the element stays, and with it what was typed.
        return html`<rb-sign-in
          .error=${session.state === 'out' ? session.error : null}
          .isBusy=${session.state === 'entering'}
          .isSecure=${isSecure}
        ></rb-sign-in>`;
      case 'kicked':
      case 'unreachable':
        return standby(session, this);
      case 'in':
        return html`<rb-home
          ?inert=${this.#isCovered}
          .running=${minimised ? presentIn(call) : null}
          .me=${session.me}
          .link=${session.link}
          .contacts=${contacts}
          .groups=${groups}
          .recents=${recents}
          .isSecure=${isSecure}
          .invitation=${invitation}
          .elsewhere=${elsewhere}
          .topEnd=${events}
        ></rb-home>`;
    }
  }

  /** A phone that rings is nothing else, so there the ring has the whole page. First in the page's order: Tab gets there. */
  #corner(): TemplateResult {
    const { call, groups, notices } = this.model;
    const { size } = this.#sizes;
    const isMute = notices.some(({ body }) => body.kind === 'soundBlocked' && body.ringing);
    const ring =
      call.phase === 'incoming'
        ? html`<rb-incoming .call=${call} .groupName=${groupName(groups, call.groupId)} .size=${size} .isMute=${isMute}></rb-incoming>`
        : nothing;
    const said = notices.filter(({ body }) => body.kind !== 'soundBlocked' || call.phase !== 'incoming');
    return html`${size === 'compact' ? ring : nothing}
      <div class="rb-corner">
        ${size === 'compact' ? nothing : ring}
        ${this.#isCovered ? nothing : html`<rb-notices .notices=${said}></rb-notices>`}
      </div>`;
  }

  #eventsKey(): TemplateResult {
    const label = t(this.showsLog ? 'log.hide' : 'log.show');
    return key({
      icon: 'code-xml',
      size: 'sm',
      label,
      tip: label,
      expanded: this.showsLog,
      testId: 'toggle-events',
      press: () => this.#toggleLog(),
    });
  }

  #toggleLog(): void {
    this.showsLog = !this.showsLog;
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const intent = ringKey(event, this.model.call);
    if (intent === null) return;
    event.preventDefault();
    fire(this, intent);
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-app': AppElement;
  }
}
