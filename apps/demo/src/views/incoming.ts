import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import type { Incoming } from '../model/call.js';
import { hueOf } from '../model/person.js';
import { avatar } from '../parts/avatar.js';
import { fire } from '../parts/fire.js';
import { moveFocus } from '../parts/focus.js';
import { type IconName, icon } from '../parts/icon.js';
import { key, spinner } from '../parts/key.js';
import '../parts/ring.js';
import type { SizeClass } from '../parts/size.js';
import { stack } from '../parts/stack.js';
import { vars } from '../parts/vars.js';
import { nameList, t } from '../strings/index.js';
import { ringKeyName } from './call-keys.js';
import './incoming.css';
import { kindWords } from './kind-words.js';
import { troubleWords, unblockSteps } from './trouble.js';

/** It rings: a card in the corner of a wide page, which stays usable; the whole screen of a compact one. */
@customElement('rb-incoming')
export class IncomingElement extends LitElement {
  @property({ attribute: false }) call!: Incoming;
  /** Of the group of the directory that calls; '' for none. */
  @property() groupName = '';
  @property() size: SizeClass = 'wide';
  /** The browser plays no ringtone before a touch. */
  @property({ type: Boolean }) isMute = false;

  #focusBefore: HTMLElement | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    moveFocus(this.#focusBefore);
  }

  /** Full screen it is modal, so the focus is in it, but on no key that a stray press would answer with; the card never takes it by itself. */
  protected override firstUpdated(_changed: PropertyValues): void {
    if (this.size !== 'compact') return;
    this.#focusBefore = document.activeElement as HTMLElement | null;
    moveFocus(this.querySelector('[role="alertdialog"]'));
  }

  protected override render(): TemplateResult {
    const { call } = this;
    const isFull = this.size === 'compact';
    return html`<div
      class=${isFull ? 'rb-incoming-full rb-stage rb-tint' : 'rb-incoming rb-card'}
      role="alertdialog"
      tabindex=${isFull ? -1 : nothing}
      aria-modal=${isFull ? 'true' : 'false'}
      aria-labelledby="rb-incoming-name rb-incoming-kind"
      data-testid="incoming"
      ${vars({ '--h': hueOf(call.person.userId) })}
      @keydown=${isFull ? this.#trap : nothing}
    >
      ${isFull ? this.#full() : this.#card()}
    </div>`;
  }

  #card(): TemplateResult {
    const { call } = this;
    return html`<div class="rb-incoming-head">
        ${this.#ring(56)}
        <div class="rb-incoming-who">
          <div class="rb-h3 rb-el" id="rb-incoming-name"><bdi>${call.person.name}</bdi></div>
          ${this.#kind(15)}
        </div>
        ${this.#silence('sm')}
      </div>
      ${this.#others()} ${this.#soundNote()} ${this.#trouble()}
      <div class="rb-incoming-row">
        ${this.#switches(false)} ${this.#decline('decline', '')} ${this.#answer('')}
      </div>`;
  }

  #full(): TemplateResult {
    return html`<div class="rb-incoming-middle">
        ${this.#ring(148)}
        <div class="rb-h1" id="rb-incoming-name"><bdi>${this.call.person.name}</bdi></div>
        ${this.#kind(19)} ${this.#othersFull()} ${this.#soundNote()} ${this.#trouble()}
      </div>
      <div class="rb-incoming-foot">
        <div class="rb-incoming-keys">${this.#switches(true)} ${this.#silence('lg')}</div>
        <div class="rb-incoming-row">${this.#decline('stop', 'lg')} ${this.#answer('lg')}</div>
      </div>`;
  }

  #ring(size: number): TemplateResult {
    const { person, ring } = this.call;
    return html`<rb-ring .person=${person} .state=${{ form: 'drain', ring }} .size=${size}></rb-ring>`;
  }

  #kind(size: number): TemplateResult {
    const { media, group } = this.call;
    const kind = kindWords(this.call);
    const name: IconName = group !== null ? 'users' : media === 'video' ? 'video' : 'phone';
    return html`<div class="rb-incoming-kind rb-t2" id="rb-incoming-kind">
      ${icon(name, size)}<span class="rb-el">${this.groupName === '' ? kind : t('in.inGroup', { kind, group: this.groupName })}</span>
    </div>`;
  }

  /** Who else is called: a strip that opens the whole list. */
  #others(): TemplateResult | typeof nothing {
    const { group } = this.call;
    if (group === null || group.length === 0) return nothing;
    return html`<details class="rb-incoming-others">
      <summary data-testid="incoming-others">
        ${stack(group, 28, 3)}<span class="rb-s rb-t2 rb-el">${nameList(group)}</span>${icon('chevron-down', 18)}
      </summary>
      <ul aria-label=${t('in.everybody')}>
        ${group.map((person) => html`<li>${avatar(person, 28)}<bdi class="rb-el">${person.name}</bdi></li>`)}
      </ul>
    </details>`;
  }

  #othersFull(): TemplateResult | typeof nothing {
    const { group } = this.call;
    if (group === null || group.length === 0) return nothing;
    return html`<div class="rb-incoming-with">
      ${stack(group, 40, 4)}<span class="rb-s rb-t2">${t('in.with', { names: nameList(group) })}</span>
    </div>`;
  }

  /** How to be met. In an audio call there is only the microphone. */
  #switches(labelled: boolean): TemplateResult {
    const { mic, cam, media } = this.call;
    return html`${this.#switch('mic', mic, labelled)}${media === 'video' ? this.#switch('cam', cam, labelled) : nothing}`;
  }

  #switch(device: 'mic' | 'cam', on: boolean, labelled: boolean): TemplateResult {
    const name: IconName = device === 'mic' ? (on ? 'mic' : 'mic-off') : on ? 'video' : 'video-off';
    const control = key({
      icon: name,
      label: t(`in.${device}`),
      pressed: on,
      testId: `meet-${device}`,
      press: () => fire(this, { do: 'meetWith', device, on: !on }),
      ...(labelled ? { size: 'lg' } : { iconSize: 20, classes: 'rb-incoming-switch' }),
    });
    return labelled ? labelledKey(control, t(`in.${device}.${on ? 'on' : 'off'}`)) : control;
  }

  #silence(size: 'sm' | 'lg'): TemplateResult {
    const { silenced } = this.call;
    const control = key({
      icon: 'bell-off',
      label: t('in.silence'),
      size,
      disabled: silenced,
      press: () => fire(this, { do: 'silence' }),
      ...(size === 'sm' ? { tone: 'plain' } : {}),
    });
    return size === 'lg' ? labelledKey(control, t(silenced ? 'in.silenced' : 'in.silence')) : control;
  }

  #decline(tone: 'decline' | 'stop', size: '' | 'lg'): TemplateResult {
    return html`<button type="button" class="rb-btn ${tone} ${size}" data-testid="decline"
      title=${ringKeyName('D')}
      @click=${() => fire(this, { do: 'decline' })}>
      ${icon('hang-up', size === 'lg' ? 23 : 19)}<span>${t('in.decline')}</span>
    </button>`;
  }

  #answer(size: '' | 'lg'): TemplateResult {
    const { answering, media, cam } = this.call;
    const name: IconName = media === 'video' && cam ? 'video' : 'phone';
    return html`<button type="button" class="rb-btn go ${size}" data-testid="answer"
      title=${ringKeyName('A')}
      aria-disabled=${answering ? 'true' : 'false'}
      @click=${() => {
        if (!answering) fire(this, { do: 'answer' });
      }}>
      ${answering ? spinner() : icon(name, size === 'lg' ? 23 : 19)}<span>${t('in.answer')}</span>
    </button>`;
  }

  /** The last try to answer did not get the microphone: it still rings, and here is what to do (S1-24). */
  #trouble(): TemplateResult | typeof nothing {
    const { trouble } = this.call;
    if (trouble === null) return nothing;
    const words = troubleWords('mic', trouble);
    return html`<div class="rb-incoming-trouble" role="alert">
      <div class="rb-incoming-trouble-title">${icon(words.icon, 18)}<span>${words.title}</span></div>
      ${
        trouble === 'blocked'
          ? html`<p class="rb-s rb-t2">${t('h.blocked.ringing')}</p>
            <details><summary class="rb-s">${t('h.how')}</summary>${unblockSteps()}</details>`
          : html`<p class="rb-s rb-t2">${words.text}</p>`
      }
    </div>`;
  }

  #soundNote(): TemplateResult | typeof nothing {
    if (!this.isMute) return nothing;
    return html`<button type="button" class="rb-incoming-sound rb-s" @click=${() => fire(this, { do: 'soundOn' })}>
      ${icon('volume-off', 17)}<span>${t('sound.blocked')}. ${t('sound.ring')}</span>
    </button>`;
  }

  readonly #trap = (event: KeyboardEvent): void => {
    if (event.key !== 'Tab') return;
    const controls = [...this.querySelectorAll<HTMLElement>('button, summary')];
    const edges = event.shiftKey ? [event.currentTarget, controls[0]] : [controls.at(-1)];
    if (!edges.includes(document.activeElement as HTMLElement)) return;
    event.preventDefault();
    (event.shiftKey ? controls.at(-1) : controls[0])?.focus();
  };
}

function labelledKey(control: TemplateResult, label: string): TemplateResult {
  return html`<span class="rb-labelled">${control}<span aria-hidden="true">${label}</span></span>`;
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-incoming': IncomingElement;
  }
}
