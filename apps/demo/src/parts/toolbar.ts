/**
 * A row of controls with one tab stop: Tab enters it at the control used last, arrows move inside, Home and End go to
 * the ends. Its children are the parent's.
 */
class ToolbarElement extends HTMLElement {
  #current: HTMLElement | null = null;
  readonly #watch = new MutationObserver(() => this.#settle());

  connectedCallback(): void {
    this.setAttribute('role', 'toolbar');
    this.addEventListener('keydown', this.#onKey);
    this.addEventListener('focusin', this.#onFocus);
    this.#watch.observe(this, { childList: true, subtree: true });
    this.#settle();
  }

  disconnectedCallback(): void {
    this.#watch.disconnect();
    this.removeEventListener('keydown', this.#onKey);
    this.removeEventListener('focusin', this.#onFocus);
  }

  get #controls(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('button')].filter((control) => control.checkVisibility());
  }

  /** Exactly one control can be reached by Tab. */
  #settle(): void {
    const controls = [...this.querySelectorAll<HTMLElement>('button')];
    if (this.#current === null || !controls.includes(this.#current)) this.#current = controls[0] ?? null;
    for (const control of controls) control.tabIndex = control === this.#current ? 0 : -1;
  }

  readonly #onFocus = (event: FocusEvent): void => {
    const control = (event.target as HTMLElement).closest<HTMLElement>('button');
    if (control === null) return;
    this.#current = control;
    this.#settle();
  };

  readonly #onKey = (event: KeyboardEvent): void => {
    const controls = this.#controls;
    const at = controls.indexOf(document.activeElement as HTMLElement);
    const rtl = getComputedStyle(this).direction === 'rtl';
    const step = { ArrowRight: rtl ? -1 : 1, ArrowLeft: rtl ? 1 : -1 }[event.key];
    const next =
      step !== undefined
        ? controls[(at + step + controls.length) % controls.length]
        : event.key === 'Home'
          ? controls[0]
          : event.key === 'End'
            ? controls.at(-1)
            : undefined;
    if (next === undefined || at < 0) return;
    event.preventDefault();
    next.focus();
  };
}

customElements.define('rb-toolbar', ToolbarElement);
