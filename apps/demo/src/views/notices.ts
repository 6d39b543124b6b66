import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Notice } from '../model/notice.js';
import { avatar } from '../parts/avatar.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import { t } from '../strings/index.js';
import { type NoticeAction, noticeWords } from './notice-words.js';
import './notices.css';

/** What is said once: pills on the stage during a call, cards in the corner otherwise. */
@customElement('rb-notices')
export class NoticesElement extends LitElement {
  @property({ attribute: false }) notices: readonly Notice[] = [];
  /** A call is on the stage. */
  @property({ type: Boolean }) overCall = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    return html`<div class=${this.overCall ? 'rb-pills' : 'rb-cards'}>
      ${repeat(
        this.notices,
        (notice) => notice.id,
        (notice) => (this.overCall ? this.#pill(notice) : this.#card(notice)),
      )}
    </div>`;
  }

  #pill(notice: Notice): TemplateResult {
    const words = noticeWords(notice);
    return html`<div class="rb-pill" role=${words.urgent ? 'alert' : 'status'} data-testid="notice" data-kind=${notice.body.kind}>
      ${words.person === undefined ? icon(words.icon, 17) : avatar(words.person, 22)}
      <span class="rb-pill-text">${words.title}</span>${words.actions.map((action) => this.#action(action, 'sm'))}
      ${
        words.actions.length > 0
          ? key({
              icon: 'x',
              size: 'xs',
              tone: 'plain',
              label: t('c.dismiss'),
              press: () => this.#dismiss(notice),
            })
          : nothing
      }
    </div>`;
  }

  #card(notice: Notice): TemplateResult {
    const words = noticeWords(notice);
    return html`<div class="rb-card rb-notice" role=${words.urgent ? 'alert' : 'status'} data-testid="notice" data-kind=${notice.body.kind}>
      <span class="rb-notice-icon ${words.tone}">${icon(words.icon, 24)}</span>
      <div class="rb-notice-body">
        <div class="rb-h3">${words.title}</div>
        ${words.text === '' ? nothing : html`<p class="rb-notice-text rb-t2">${words.text}</p>`}
        ${
          words.actions.length === 0 && words.more === undefined
            ? nothing
            : html`<div class="rb-notice-actions">
              ${words.actions.map((action) => this.#action(action, 'ink sm'))}
              ${
                words.more === undefined
                  ? nothing
                  : html`<details class="rb-notice-more">
                    <summary class="rb-btn sm">${words.more.label}</summary>
                    ${words.more.body}
                  </details>`
              }
            </div>`
        }
      </div>
      ${key({ icon: 'x', size: 'xs', tone: 'plain', label: t('c.dismiss'), press: () => this.#dismiss(notice) })}
    </div>`;
  }

  #action(action: NoticeAction, classes: string): TemplateResult {
    return html`<button type="button" class="rb-btn ${classes}" @click=${() => fire(this, action.intent)}>
      ${action.icon === undefined ? nothing : icon(action.icon, 17)}<span>${action.label}</span>
    </button>`;
  }

  #dismiss(notice: Notice): void {
    fire(this, { do: 'dismiss', id: notice.id });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-notices': NoticesElement;
  }
}
