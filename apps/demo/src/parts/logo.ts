import { html, type TemplateResult } from 'lit';

/** The mark: a ring that has just been struck. */
export function logo(size: number): TemplateResult {
  return html`<svg class="rb-logo" width=${size} height=${size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
    <circle cx="16" cy="16" r="5.5" fill="var(--rb-go)" />
    <circle cx="16" cy="16" r="10" stroke="var(--rb-go)" stroke-width="2.4" />
    <circle cx="16" cy="16" r="14.4" stroke="var(--rb-go)" stroke-width="1.6" stroke-opacity=".38" />
  </svg>`;
}
