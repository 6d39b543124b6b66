import { html, LitElement, ReactiveElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { duration } from '../model/format.js';
import { t } from '../strings/index.js';
import { FrameController, Glide } from './frames.js';
import type { Levels } from './levels.js';
import './live.css';

/** The running time since `since` (monotonic ms). Written past lit, and never announced. */
@customElement('rb-duration')
export class DurationElement extends ReactiveElement {
  @property({ type: Number }) since = 0;
  readonly #text = document.createTextNode('');

  constructor() {
    super();
    new FrameController(
      this,
      () => true,
      (now) => this.#paint(now),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#paint(performance.now());
    this.append(this.#text);
    this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #paint(now: number): void {
    const text = duration((now - this.since) / 1000);
    if (this.#text.data !== text) this.#text.data = text;
  }
}

/** A count of whole seconds down to a moment. The words around it come from `words(seconds)`. */
@customElement('rb-countdown')
export class CountdownElement extends ReactiveElement {
  /** Monotonic ms. */
  @property({ type: Number }) until = 0;
  @property({ attribute: false }) words: (seconds: number) => string = String;
  readonly #text = document.createTextNode('');

  constructor() {
    super();
    new FrameController(
      this,
      () => true,
      (now) => this.#paint(now),
    );
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.append(this.#text);
    this.requestUpdate();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    this.#paint(performance.now());
  }

  #paint(now: number): void {
    const text = this.words(Math.max(0, Math.ceil((this.until - now) / 1000)));
    if (this.#text.data !== text) this.#text.data = text;
  }
}

/** The bar in the microphone key: you are heard. */
@customElement('rb-level')
export class LevelElement extends LitElement {
  @property({ attribute: false }) levels: Levels | null = null;
  @property({ attribute: false }) userId = '';
  /** 1: the bar of a key; more: a meter of so many segments. */
  @property({ type: Number }) segments = 1;
  readonly #level = new Glide();

  constructor() {
    super();
    new FrameController(
      this,
      () => true,
      (_now, elapsed) => this.#paint(elapsed),
    );
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    if (this.segments === 1) return html`<span class="rb-level" aria-hidden="true"><i></i></span>`;
    return html`<div class="rb-meter" role="meter" aria-label=${t('d.level')} aria-valuemin="0" aria-valuemax="100">
      ${Array.from({ length: this.segments }, () => html`<i></i>`)}
    </div>`;
  }

  #paint(elapsed: number): void {
    const level = this.#level.towards(this.levels?.get(this.userId) ?? 0, elapsed, this.levels?.pace ?? 0);
    const inner = this.firstElementChild;
    if (!(inner instanceof HTMLElement)) return;
    if (this.segments === 1) {
      inner.style.setProperty('--level', level.toFixed(3));
      return;
    }
    const lit = Math.round(level * this.segments);
    inner.ariaValueNow = String(Math.round(level * 100));
    for (let i = 0; i < inner.children.length; i++) inner.children[i]?.classList.toggle('lit', i < lit);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-duration': DurationElement;
    'rb-countdown': CountdownElement;
    'rb-level': LevelElement;
  }
}
