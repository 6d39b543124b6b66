import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import { clockTime } from '../model/format.js';
import { EMPTY_LOG, type EventLog, type LogEntry, matching } from '../model/log.js';
import { fire } from '../parts/fire.js';
import { type IconName, icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import { t } from '../strings/index.js';
import './event-log.css';

/** "Copied" stays so long, ms. */
const COPIED_MS = 1_500;
/** Nearer to the end than this, the list follows what comes. */
const AT_END_PX = 24;

/** The events of the engine as they come, and the methods that the page called: the API at work. */
@customElement('rb-event-log')
export class EventLogElement extends LitElement {
  @property({ attribute: false }) log: EventLog = EMPTY_LOG;
  /** How the panel is left; null: it cannot be. */
  @property({ attribute: false }) leave: (() => void) | null = null;

  @state() private filter = '';
  @state() private copied = false;

  #follows = true;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const list = this.#list;
    if (list !== null) this.#follows = list.scrollHeight - list.scrollTop - list.clientHeight < AT_END_PX;
  }

  protected override updated(_changed: PropertyValues): void {
    const list = this.#list;
    if (list !== null && this.#follows) list.scrollTop = list.scrollHeight;
  }

  protected override render(): TemplateResult {
    const { paused, held } = this.log;
    const shown = matching(this.log.entries, this.filter);
    return html`<div class="rb-log">
      <div class="rb-log-head">
        <h2 class="rb-h2">${t('log.title')}</h2>
        ${tool(paused ? 'play' : 'pause', t(paused ? 'log.resume' : 'log.pause'), () => fire(this, { do: 'pauseLog', paused: !paused }), paused)}
        ${tool(this.copied ? 'check' : 'copy', t(this.copied ? 'log.copied' : 'log.copy'), () => this.#copy(shown))}
        ${tool('trash', t('log.clear'), () => fire(this, { do: 'clearLog' }))}
        ${this.leave === null ? nothing : tool('x', t('log.hide'), this.leave)}
      </div>
      <div class="rb-log-filter">
        ${icon('search', 17)}
        <input type="search" data-testid="event-filter" aria-label=${t('log.filter')} placeholder=${t('log.filter')}
          spellcheck="false" @input=${(event: InputEvent) => {
            this.filter = (event.target as HTMLInputElement).value;
          }} />
      </div>
      <div class="rb-log-list" dir="ltr" tabindex="0" role="log" aria-live="off" aria-label=${t('log.title')} @keydown=${walk}>
        ${shown.length === 0 ? this.#empty() : nothing}
        ${repeat(
          shown,
          (entry) => entry.id,
          (entry) => row(entry),
        )}
      </div>
      ${paused && held.length > 0 ? html`<div class="rb-log-held rb-s rb-num" role="status">${t('log.waiting', { n: held.length })}</div>` : nothing}
    </div>`;
  }

  #empty(): TemplateResult {
    const isFiltered = this.log.entries.length > 0;
    return html`<p class="rb-log-empty rb-s rb-t2">${t(isFiltered ? 'log.noMatch' : 'log.empty')}<br />${isFiltered ? nothing : t('log.hint')}</p>`;
  }

  get #list(): HTMLElement | null {
    return this.querySelector('.rb-log-list');
  }

  async #copy(entries: readonly LogEntry[]): Promise<void> {
    const lines = entries.map(({ kind, name, at, payload, count }) => ({
      kind,
      name,
      at: new Date(at).toISOString(),
      ...(count > 1 ? { count } : {}),
      ...(payload === '' ? {} : { payload: JSON.parse(payload) as unknown }),
    }));
    await navigator.clipboard.writeText(JSON.stringify(lines, null, 2));
    this.copied = true;
    setTimeout(() => {
      this.copied = false;
    }, COPIED_MS);
  }
}

function tool(name: IconName, label: string, press: () => void, active = false): TemplateResult {
  return key({ icon: name, size: 'sm', tone: active ? 'active' : 'plain', label, press });
}

const arrows = { event: '', method: '→', result: '←', error: '←', moot: '←' } as const;

function row(entry: LogEntry): TemplateResult {
  const isEvent = entry.kind === 'event';
  const arrow = arrows[entry.kind];
  const count = entry.count > 1 ? html`<span class="rb-log-count">×${entry.count}</span>` : nothing;
  const line = html`<span class="rb-log-name"
      >${arrow === '' ? nothing : html`<span class="rb-log-arrow" aria-hidden="true">${arrow}</span>`}${entry.name}</span
    ><span class="rb-log-time">${clockTime(entry.at)}</span
    >${entry.payload === '' ? nothing : html`<span class="rb-log-json rb-el">${count}${entry.payload}</span>`}`;
  return html`<div
    class="rb-log-row"
    data-kind=${entry.kind}
    data-testid=${isEvent ? 'event-row' : 'method-row'}
    data-event=${isEvent ? entry.name : nothing}
  >
    ${
      entry.payload === ''
        ? html`<div class="rb-log-line">${line}</div>`
        : html`<details @toggle=${unfold}>
          <summary class="rb-log-line" tabindex="-1">${line}</summary>
          <pre class="rb-log-full" data-json=${entry.payload}></pre>
        </details>`
    }
  </div>`;
}

/** One tab stop for all the lines: arrows go from one to the next, Enter unfolds it. */
function walk(event: KeyboardEvent): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (step === undefined) return;
  const lines = [...(event.currentTarget as HTMLElement).querySelectorAll('summary')];
  const at = lines.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? lines.at(step > 0 ? 0 : -1) : lines[at + step];
  event.preventDefault();
  next?.focus();
}

/** The payload is laid out when somebody looks at it. */
function unfold(event: Event): void {
  const details = event.currentTarget as HTMLDetailsElement;
  const full = details.querySelector<HTMLElement>('.rb-log-full');
  if (details.open && full !== null)
    full.textContent = JSON.stringify(JSON.parse(full.dataset.json ?? 'null'), null, 2);
}
