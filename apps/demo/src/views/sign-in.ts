import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type Person, stranger } from '../model/person.js';
import { avatar } from '../parts/avatar.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { spinner } from '../parts/key.js';
import { logo } from '../parts/logo.js';
import { t } from '../strings/index.js';
import './sign-in.css';

/** Names for whoever only wants to look. */
const SAMPLES: readonly Person[] = ['alice', 'bob', 'mei'].map(stranger);

/** Where somebody says who he is. The page's server signs for any name: it is a demo. */
@customElement('rb-sign-in')
export class SignInElement extends LitElement {
  @property({ type: Boolean }) isBusy = false;
  @property() error: string | null = null;
  @property({ type: Boolean }) isSecure = true;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    return html`<div class="rb-page">
      <div class="rb-sign-in">
        <div class="rb-sign-in-mark">${logo(72)}</div>
        <h1 class="rb-h1">${t('page.name')}</h1>
        <p class="rb-t2">${t('page.tagline')}</p>
        ${this.isSecure ? nothing : this.#insecure()}
        <form class="rb-sign-in-form" @submit=${this.#submit}>
          <label class="rb-sr" for="rb-name">${t('page.yourName')}</label>
          <input
            id="rb-name"
            class="rb-field"
            name="name"
            data-testid="signin-name"
            placeholder=${t('page.yourName')}
            autocomplete="username"
            autocapitalize="words"
            spellcheck="false"
            maxlength="64"
            required
            aria-describedby=${this.error === null ? nothing : 'rb-sign-in-error'}
          />
          <button type="submit" class="rb-btn ink" data-testid="signin-go" aria-disabled=${this.isBusy ? 'true' : 'false'}>
            ${this.isBusy ? html`${spinner()}<span>${t('page.signingIn')}</span>` : t('page.signIn')}
          </button>
        </form>
        ${this.error === null ? nothing : html`<p class="rb-sign-in-error" id="rb-sign-in-error" role="alert">${icon('circle-alert', 17)}${this.error}</p>`}
        <div class="rb-samples">
          <span class="rb-s rb-t2">${t('page.or')}</span>
          ${SAMPLES.map(
            (person) => html`<button type="button" class="rb-sample" @click=${() => this.#go(person.userId)}>
              ${avatar(person, 24)}<span>${person.name}</span>
            </button>`,
          )}
        </div>
        <p class="rb-s rb-t2 rb-sign-in-hint">${t('page.twoTabs')}</p>
      </div>
    </div>`;
  }

  #insecure(): TemplateResult {
    return html`<div class="rb-card rb-notice rb-sign-in-notice" role="alert">
      <span class="rb-notice-icon stop">${icon('lock', 24)}</span>
      <div class="rb-notice-body">
        <div class="rb-h3">${t('h.insecure')}</div>
        <p class="rb-notice-text rb-t2">${t('h.insecure.text')}</p>
      </div>
    </div>`;
  }

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const name = new FormData(event.currentTarget as HTMLFormElement).get('name');
    if (typeof name === 'string') this.#go(name);
  };

  #go(name: string): void {
    if (!this.isBusy && name.trim() !== '') fire(this, { do: 'signIn', name: name.trim() });
  }
}
