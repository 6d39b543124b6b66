import { html, nothing, type TemplateResult } from 'lit';
import { classMap } from 'lit/directives/class-map.js';
import { ifDefined } from 'lit/directives/if-defined.js';
import './button.css';
import { type IconName, icon } from './icon.js';
import './key.css';

export interface KeyOptions {
  readonly icon: IconName;
  /** The constant name of the control; what a press does now is `tip`. */
  readonly label: string;
  readonly press: (event: Event) => void;
  /** px; default by the size of the key. */
  readonly iconSize?: number;
  readonly size?: 'xs' | 'sm' | 'md' | 'lg';
  readonly tone?: 'plain' | 'stop' | 'active';
  /** A switch: whether it is on. Off is inverted and slashed. */
  readonly pressed?: boolean;
  readonly pending?: boolean;
  /** Something is wrong with what it controls: "!". */
  readonly warns?: boolean;
  readonly disabled?: boolean;
  /** How many of what it opens there are. */
  readonly count?: number;
  readonly tip?: string;
  /** The key on the keyboard, for the tip. */
  readonly shortcut?: string;
  readonly menu?: boolean;
  readonly expanded?: boolean;
  readonly classes?: string;
  readonly testId?: string;
  /** What lies in the key besides the icon: the level bar. */
  readonly extra?: TemplateResult;
}

const iconSize = { xs: 16, sm: 19, md: 22, lg: 22 } as const;
const CHEVRON_SIZE = 16;
const HANG_UP_SIZE = 27;

/** One control: an icon in a round-cornered square, with a name for whoever does not see it. */
export function key(options: KeyOptions): TemplateResult {
  const { size = 'md', tone, pressed, tip, shortcut } = options;
  const classes = {
    'rb-key': true,
    [`rb-key-${size}`]: size !== 'md',
    [`rb-key-${tone}`]: tone !== undefined,
    'rb-key-off': pressed === false,
    'rb-key-pending': options.pending === true,
    'rb-key-has-extra': options.extra !== undefined,
    [options.classes ?? '']: options.classes !== undefined,
  };
  return html`<button
    type="button"
    class=${classMap(classes)}
    aria-label=${options.label}
    aria-pressed=${ifDefined(pressed === undefined ? undefined : (String(pressed) as 'true' | 'false'))}
    aria-haspopup=${ifDefined(options.menu ? 'menu' : undefined)}
    aria-expanded=${ifDefined(options.expanded === undefined ? undefined : (String(options.expanded) as 'true' | 'false'))}
    aria-disabled=${ifDefined(options.disabled ? 'true' : undefined)}
    aria-keyshortcuts=${ifDefined(shortcut)}
    data-testid=${ifDefined(options.testId)}
    @click=${(event: Event) => {
      if (!options.disabled) options.press(event);
    }}
  >
    ${icon(options.icon, sizeOf(options))}${options.extra ?? nothing}${
      options.pending ? spinner() : nothing
    }${options.count === undefined ? nothing : html`<span class="rb-key-count rb-num">${options.count}</span>`}${options.warns ? html`<span class="rb-key-dot" aria-hidden="true">!</span>` : nothing}${
      tip === undefined
        ? nothing
        : html`<span class="rb-tip" aria-hidden="true"
            >${tip}${shortcut === undefined ? nothing : html`<span class="rb-kbd">${shortcut}</span>`}</span
          >`
    }
  </button>`;
}

function sizeOf({ icon: name, size = 'md', iconSize: asked }: KeyOptions): number {
  if (asked !== undefined) return asked;
  if (name === 'chevron-up') return CHEVRON_SIZE;
  return name === 'hang-up' ? HANG_UP_SIZE : iconSize[size];
}

/** A quarter ring that turns. */
export function spinner(): TemplateResult {
  return html`<svg class="rb-spin" viewBox="0 0 34 34" fill="none" stroke="currentColor" aria-hidden="true">
    <circle cx="17" cy="17" r="14" stroke-opacity=".16" stroke-width="2.5" />
    <g class="rb-turn"><circle cx="17" cy="17" r="14" stroke-width="2.5" stroke-linecap="round" stroke-dasharray="26 80" /></g>
  </svg>`;
}
