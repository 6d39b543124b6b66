import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { type IconName, icon } from './icon.js';
import type { Levels } from './levels.js';
import './live.js';
import './menu.css';

export type MenuItem =
  | { readonly is: 'heading'; readonly text: string }
  | { readonly is: 'line' }
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'radio'; readonly text: string; readonly chosen: boolean; readonly run: () => void }
  | {
      readonly is: 'action';
      readonly icon?: IconName;
      readonly text: string;
      readonly shortcut?: string;
      readonly run: () => void;
      /** Stays open after it. */
      readonly stays?: boolean;
    }
  | { readonly is: 'meter'; readonly userId: string; readonly levels: Levels };

/** A menu over the page. It takes the focus, gives it back by its `close` event, and closes on Escape or a click outside. */
@customElement('rb-menu')
export class MenuElement extends LitElement {
  @property({ attribute: false }) items: readonly MenuItem[] = [];
  @property() label = '';

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#onOutside, true);
    this.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('pointerdown', this.#onOutside, true);
    this.removeEventListener('keydown', this.#onKey);
    super.disconnectedCallback();
  }

  protected override firstUpdated(_changed: PropertyValues): void {
    const chosen = this.querySelector<HTMLElement>('[aria-checked="true"]');
    (chosen ?? this.#rows[0])?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    return html`<div class="rb-menu" role="menu" aria-label=${this.label}>
      <div class="rb-menu-grab" aria-hidden="true"></div>
      ${this.items.map((item) => this.#row(item))}
    </div>`;
  }

  #row(item: MenuItem): TemplateResult {
    switch (item.is) {
      case 'heading':
        return html`<div class="rb-menu-heading" role="presentation">${item.text}</div>`;
      case 'line':
        return html`<div class="rb-line rb-menu-line" role="separator"></div>`;
      case 'text':
        return html`<div class="rb-menu-text rb-t2 rb-s" role="presentation">${item.text}</div>`;
      case 'meter':
        return html`<rb-level .levels=${item.levels} .userId=${item.userId} .segments=${20}></rb-level>`;
      case 'radio':
        return html`<button
          type="button"
          class="rb-menu-row"
          role="menuitemradio"
          tabindex="-1"
          aria-checked=${item.chosen ? 'true' : 'false'}
          @click=${item.run}
        >
          <span class="rb-menu-check">${item.chosen ? icon('check', 20) : nothing}</span><span class="rb-el">${item.text}</span>
        </button>`;
      case 'action':
        return html`<button
          type="button"
          class="rb-menu-row"
          role="menuitem"
          tabindex="-1"
          @click=${() => {
            if (!item.stays) this.close();
            item.run();
          }}
        >
          <span class="rb-menu-check">${item.icon === undefined ? nothing : icon(item.icon, 20)}</span
          ><span class="rb-el">${item.text}</span>${
            item.shortcut === undefined
              ? nothing
              : html`<span class="rb-kbd" aria-hidden="true">${item.shortcut}</span>`
          }
        </button>`;
    }
  }

  close(): void {
    this.dispatchEvent(new CustomEvent('close'));
  }

  get #rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('.rb-menu-row')];
  }

  readonly #onOutside = (event: PointerEvent): void => {
    const target = event.target as Element;
    // The key that opened it closes it by itself.
    if (!this.contains(target) && target.closest('[aria-expanded="true"]') === null) this.close();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const rows = this.#rows;
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const go = (row: HTMLElement | undefined) => {
      event.preventDefault();
      event.stopPropagation();
      row?.focus();
    };
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      event.stopPropagation();
      this.close();
    } else if (event.key === 'ArrowDown') go(rows[(at + 1) % rows.length]);
    else if (event.key === 'ArrowUp') go(rows[(at - 1 + rows.length) % rows.length]);
    else if (event.key === 'Home') go(rows[0]);
    else if (event.key === 'End') go(rows.at(-1));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-menu': MenuElement;
  }
}
