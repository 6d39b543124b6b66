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

  /** Somebody has pressed something in it. */
  #isUsed = false;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.addEventListener('pointerdown', this.#onPointer, true);
    document.addEventListener('keydown', this.#onEscape, true);
    this.addEventListener('keydown', this.#onKey);
  }

  override disconnectedCallback(): void {
    document.removeEventListener('pointerdown', this.#onPointer, true);
    document.removeEventListener('keydown', this.#onEscape, true);
    this.removeEventListener('keydown', this.#onKey);
    super.disconnectedCallback();
  }

  /** A list may come after the menu: until somebody moves in it, the focus is where he would begin. */
  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('items')) return;
    if (!this.#isUsed || !this.contains(document.activeElement)) this.#home?.focus({ preventScroll: true });
  }

  protected override render(): TemplateResult {
    return html`<div class="rb-menu" role="menu" tabindex="-1" aria-label=${this.label}>
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

  /** The chosen row, else the first, else the menu itself. */
  get #home(): HTMLElement | null {
    return this.querySelector('[aria-checked="true"]') ?? this.#rows[0] ?? this.querySelector('.rb-menu');
  }

  readonly #onPointer = (event: PointerEvent): void => {
    const target = event.target as Element;
    if (this.contains(target)) this.#isUsed = true;
    // The key that opened it closes it by itself.
    else if (target.closest('[aria-expanded="true"]') === null) this.close();
  };

  /** Wherever the focus is: it may be on the key that opened the menu. */
  readonly #onEscape = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') this.#leave(event);
  };

  #leave(event: KeyboardEvent): void {
    event.preventDefault();
    event.stopPropagation();
    this.close();
  }

  readonly #onKey = (event: KeyboardEvent): void => {
    const rows = this.#rows;
    const at = rows.indexOf(document.activeElement as HTMLElement);
    const go = (row: HTMLElement | undefined) => {
      event.preventDefault();
      event.stopPropagation();
      row?.focus();
    };
    this.#isUsed = true;
    if (event.key === 'Tab') this.#leave(event);
    else if (event.key === 'ArrowDown') go(rows[at + 1] ?? rows[0]);
    else if (event.key === 'ArrowUp') go(rows[at - 1] ?? rows.at(-1));
    else if (event.key === 'Home') go(rows[0]);
    else if (event.key === 'End') go(rows.at(-1));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-menu': MenuElement;
  }
}
