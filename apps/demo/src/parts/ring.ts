import { html, LitElement, nothing, type SVGTemplateResult, svg, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Ring } from '../model/live.js';
import type { Person } from '../model/person.js';
import { avatar } from './avatar.js';
import { FrameController, Glide } from './frames.js';
import { type IconName, icon } from './icon.js';
import type { Levels } from './levels.js';
import './ring.css';
import { vars } from './vars.js';

/** One ring around a person says what happens; its form is the state. */
export type RingForm =
  | { readonly form: 'none' }
  /** Rings you: drains with the ring time; full where there is no window. */
  | { readonly form: 'drain'; readonly ring: Ring | null }
  /** Rings them, in the cadence of the ringback tone. */
  | { readonly form: 'beat' }
  /** On its way. */
  | { readonly form: 'turn' }
  /** Swells with the voice. */
  | { readonly form: 'voice' }
  /** Reconnecting. */
  | { readonly form: 'dashed' }
  /** Ended, or muted. */
  | { readonly form: 'broken'; readonly badge: IconName };

@customElement('rb-ring')
export class RingElement extends LitElement {
  @property({ attribute: false }) person!: Person;
  @property({ attribute: false }) state: RingForm = { form: 'none' };
  @property({ type: Number }) size = 56;
  @property({ attribute: false }) levels: Levels | null = null;

  readonly #level = new Glide();
  #drain: { ring: Ring; delay: number } | null = null;

  constructor() {
    super();
    new FrameController(
      this,
      () => this.state.form === 'voice',
      (_now, elapsed) => this.#swell(elapsed),
    );
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { badge, place } = this.#badge();
    return html`<span class="rb-ring" ${vars({ '--s': `${this.size}px` })} data-form=${this.state.form}>
      ${this.#drawing()}${avatar(this.person, this.size)}${
        badge === null
          ? nothing
          : html`<span class="rb-ring-badge" ${vars(place)}>${icon(badge, this.#badgeIcon)}</span>`
      }
    </span>`;
  }

  #drawing(): TemplateResult | typeof nothing {
    const { state } = this;
    if (state.form === 'none') return nothing;
    const side = this.size + 160;
    return html`<svg class="rb-ring-svg" width=${side} height=${side} viewBox="0 0 ${side} ${side}" aria-hidden="true">
      ${this.#circles(side / 2)}
    </svg>`;
  }

  #circles(c: number): SVGTemplateResult {
    const { state, size } = this;
    const w = stroke(size);
    const g = gap(size);
    const r = size / 2;
    const near = r + 10 * g + 2;
    switch (state.form) {
      case 'beat':
        return svg`<circle class="rb-beat rb-beat-1" cx=${c} cy=${c} r=${near} stroke-width=${w * 0.8} stroke-opacity=".8" />
          <circle class="rb-beat rb-beat-2" cx=${c} cy=${c} r=${r + 27 * g} stroke-width=${w * 0.6} stroke-opacity=".42" />
          ${size < 50 ? nothing : svg`<circle class="rb-beat rb-beat-3" cx=${c} cy=${c} r=${r + 46 * g} stroke-width=${w * 0.5} stroke-opacity=".2" />`}`;
      case 'drain': {
        const timing = this.#timing(state.ring);
        return svg`<circle class="rb-track" cx=${c} cy=${c} r=${near} stroke-width=${w} />
          <circle class=${timing === null ? 'rb-slow-beat' : 'rb-drain'} cx=${c} cy=${c} r=${near} stroke-width=${w}
            pathLength="1" transform="rotate(-90)" ${vars(timing ?? {})} />`;
      }
      case 'turn':
        return svg`<circle class="rb-track" cx=${c} cy=${c} r=${near} stroke-width=${w} />
          <g class="rb-turn"><circle cx=${c} cy=${c} r=${near} stroke-width=${w} pathLength="1"
            stroke-dasharray=".25 1" transform="rotate(-90)" /></g>`;
      case 'voice':
        return svg`<circle cx=${c} cy=${c} r=${near} stroke-width=${w + 1} />
          <circle class="rb-swell" cx=${c} cy=${c} r=${near + 8 * g} stroke-width=${5 * g + 1} stroke-opacity=".2"
            ${vars({ '--grow': 14 * g })} />`;
      case 'dashed': {
        const dash = (Math.PI * near) / 24;
        return svg`<g class="rb-turn rb-turn-slow"><circle class="rb-dashes" cx=${c} cy=${c} r=${near} stroke-width=${w}
          stroke-dasharray="${dash} ${dash}" /></g>`;
      }
      case 'broken': {
        const share = (2 * Math.asin((this.#badgeSize / 2 + 6) / near)) / (2 * Math.PI);
        return svg`<circle class="rb-broken" cx=${c} cy=${c} r=${near} stroke-width=${w} pathLength="1"
          stroke-dasharray="${1 - share} ${share}" transform="rotate(${45 + share * 180})" />`;
      }
      case 'none':
        return svg``;
    }
  }

  /** One animation for the whole window, begun where the window stands when the ring is first drawn. */
  #timing(ring: Ring | null): { '--total': string; '--delay': string } | null {
    if (ring === null) return null;
    if (this.#drain?.ring !== ring) {
      this.#drain = { ring, delay: ring.endsAt - ring.total - performance.now() };
    }
    return { '--total': `${ring.total}ms`, '--delay': `${this.#drain.delay}ms` };
  }

  get #badgeSize(): number {
    return Math.round(Math.max(24, Math.min(46, this.size * 0.3)));
  }

  get #badgeIcon(): number {
    return Math.round(this.#badgeSize * 0.54);
  }

  #badge(): { badge: IconName | null; place: Record<`--${string}`, string> } {
    if (this.state.form !== 'broken') return { badge: null, place: {} };
    const near = this.size / 2 + 10 * gap(this.size) + 2;
    const at = this.size / 2 + near * Math.SQRT1_2 - this.#badgeSize / 2;
    return { badge: this.state.badge, place: { '--b': `${this.#badgeSize}px`, '--at': `${at}px` } };
  }

  #swell(elapsed: number): void {
    const target = this.levels?.get(this.person.userId) ?? 0;
    const level = this.#level.towards(target, elapsed, this.levels?.pace ?? 0);
    this.querySelector<SVGElement>('.rb-swell')?.style.setProperty('--level', level.toFixed(3));
  }
}

/** Distances and strokes shrink with the avatar, but not as fast as it does. */
function gap(size: number): number {
  return size >= 100 ? 1 : size >= 60 ? 0.62 : size >= 50 ? 0.5 : 0.26;
}

function stroke(size: number): number {
  return size >= 100 ? 3.5 : size >= 50 ? 2.75 : 2.25;
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-ring': RingElement;
  }
}
