import { html, svg, type TemplateResult } from 'lit';
import { t } from '../strings/index.js';
import './bars.css';

const HEIGHTS = [4, 7.4, 10.8, 14.2] as const;
/** How many bars a level of the engine (0–6) lights. */
const LIT = [0, 4, 3, 2, 1, 1, 0] as const;

export type QualityWord = `net.${0 | 1 | 2 | 3 | 4 | 5 | 6}`;

/** The key of the word for a level, so that quality is never said by colour alone. */
export function qualityWord(level: number): QualityWord {
  const known = Math.min(6, Math.max(0, Math.round(level))) as 0 | 1 | 2 | 3 | 4 | 5 | 6;
  return `net.${known}`;
}

/** Four connection bars with the level in words as their name. */
export function bars(level: number, size = 16): TemplateResult {
  const lit = LIT[Math.min(6, Math.max(0, Math.round(level)))] ?? 0;
  return html`<svg
    class="rb-bars ${level >= 4 ? 'rb-bars-weak' : ''}"
    width=${size}
    height=${size}
    viewBox="0 0 17 17"
    role="img"
    aria-label=${t('net.label', { quality: t(qualityWord(level)) })}
  >
    ${HEIGHTS.map(
      (h, i) =>
        svg`<rect x=${1 + i * 4} y=${16 - h} width="2.6" height=${h} rx="1.2" opacity=${i < lit ? 1 : 0.28} />`,
    )}
  </svg>`;
}
