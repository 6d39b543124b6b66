import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { Invitation, Joinable } from '../model/joinable.js';
import type { Person } from '../model/person.js';
import { stranger } from '../model/person.js';
import type { Recent } from '../model/recent.js';
import type { SavedGroup } from '../model/saved-group.js';
import type { Contact } from '../model/session.js';
import { avatar } from '../parts/avatar.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { logo } from '../parts/logo.js';
import { t } from '../strings/index.js';
import './home.css';
import { elsewhereCard, invitationCard } from './join-card.js';
import './people.js';
import type { Running } from './people-rows.js';
import { recents } from './recents.js';

/** The page between calls: who is there, what was. */
@customElement('rb-home')
export class HomeElement extends LitElement {
  @property({ attribute: false }) me: Person = stranger('');
  @property({ attribute: false }) contacts: readonly Contact[] = [];
  @property({ attribute: false }) groups: readonly SavedGroup[] = [];
  @property({ attribute: false }) recents: readonly Recent[] | null = null;
  @property({ attribute: false }) invitation: Invitation | null = null;
  @property({ attribute: false }) elsewhere: Joinable | null = null;
  /** Who is in the call that goes on minimised; null: there is none. */
  @property({ attribute: false }) running: Running = null;
  @property() link: 'up' | 'down' = 'up';
  @property({ type: Boolean }) isSecure = true;
  /** What the app puts at the end of the top bar. */
  @property({ attribute: false }) topEnd: TemplateResult | typeof nothing = nothing;

  @state() private account = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<div class="rb-home" data-running=${this.running !== null}>
      <header class="rb-home-top">
        ${logo(30)}
        <h1 class="rb-h3 rb-home-name">${t('page.name')}</h1>
        ${this.link === 'up' ? nothing : html`<span class="rb-home-link" role="status">${icon('wifi-off', 16)}<span>${t('net.reconnecting')}</span></span>`}
        <span class="rb-home-space"></span>
        ${this.topEnd} ${this.#me()}
      </header>
      ${this.isSecure ? nothing : this.#insecure()}
      <div class="rb-home-columns">
        ${this.#joins()}
        <rb-people .contacts=${this.contacts} .groups=${this.groups} .me=${this.me} .running=${this.running}></rb-people>
        ${recents(this.recents, Date.now(), {
          groups: this.groups,
          canCall: this.running === null,
          above: this.running === null ? joinField(this) : nothing,
        })}
      </div>
    </div>`;
  }

  /** Calls that go on without this page. One that is on another device and was named here is shown once. */
  #joins(): TemplateResult | typeof nothing {
    const { elsewhere, invitation, running } = this;
    if (running !== null) return nothing;
    const asked = invitation?.callId === elsewhere?.callId ? null : invitation;
    if (elsewhere === null && asked === null) return nothing;
    const now = Date.now();
    return html`<div class="rb-joins">
      ${elsewhere === null ? nothing : elsewhereCard(elsewhere, now)} ${asked === null ? nothing : invitationCard(asked, now)}
    </div>`;
  }

  #me(): TemplateResult {
    return html`<div class="rb-account" @keydown=${this.#escape} @focusout=${this.#left}>
      <button type="button" class="rb-account-key" aria-expanded=${this.account ? 'true' : 'false'}
        aria-label=${t('page.account', { name: this.me.name })} data-testid="account"
        @click=${() => {
          this.account = !this.account;
        }}>
        ${avatar(this.me, 32)}<span class="rb-el rb-account-name"><bdi>${this.me.name}</bdi></span>${icon('chevron-down', 16)}
      </button>
      ${this.account ? this.#accountCard() : nothing}
    </div>`;
  }

  #accountCard(): TemplateResult {
    return html`<div class="rb-card rb-account-card">
      <form @submit=${this.#rename}>
        <label class="rb-s rb-t2" for="rb-display-name">${t('page.displayName')}</label>
        <div class="rb-account-row">
          <input id="rb-display-name" class="rb-field" name="name" maxlength="80" autocomplete="nickname" .value=${this.me.name} />
          <button type="submit" class="rb-btn">${t('page.save')}</button>
        </div>
      </form>
      <div class="rb-s rb-t2 rb-account-id rb-el"><bdi>${this.me.userId}</bdi></div>
      <div class="rb-line"></div>
      <button type="button" class="rb-menu-row" data-testid="sign-out" @click=${() => fire(this, { do: 'signOut' })}>
        ${icon('log-out', 20)}<span>${t('page.signOut')}</span>
      </button>
    </div>`;
  }

  #insecure(): TemplateResult {
    return html`<div class="rb-card rb-notice rb-home-notice" role="alert">
      <span class="rb-notice-icon stop">${icon('lock', 24)}</span>
      <div class="rb-notice-body">
        <div class="rb-h3">${t('h.insecure')}</div>
        <p class="rb-notice-text rb-t2">${t('h.insecure.text')}</p>
      </div>
    </div>`;
  }

  readonly #rename = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = new FormData(event.currentTarget as HTMLFormElement).get('name');
    this.account = false;
    if (typeof name === 'string' && name.trim() !== '') fire(this, { do: 'rename', name: name.trim() });
  };

  readonly #escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.account) return;
    this.account = false;
    this.querySelector<HTMLElement>('.rb-account-key')?.focus();
  };

  readonly #left = (event: FocusEvent): void => {
    const inside = event.currentTarget as HTMLElement;
    if (event.relatedTarget instanceof Node && !inside.contains(event.relatedTarget)) this.account = false;
  };
}

/** For whoever was told a call's id or link. */
function joinField(from: EventTarget): TemplateResult {
  const ask = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const text = String(new FormData(form).get('call') ?? '').trim();
    if (text === '') return;
    fire(from, { do: 'askJoin', text });
    form.reset();
  };
  return html`<form class="rb-dial" @submit=${ask}>
    <label class="rb-sr" for="rb-join-id">${t('j.field')}</label>
    ${icon('link', 18)}
    <input id="rb-join-id" name="call" data-testid="join-id" placeholder=${t('j.field')} autocomplete="off"
      autocapitalize="none" spellcheck="false" maxlength="400" />
    <button type="submit" class="rb-btn sm" data-testid="join-ask">${t('j.join')}</button>
  </form>`;
}
