import { html, nothing, type TemplateResult } from 'lit';
import { hueOf, initials, type Person } from '../model/person.js';
import './avatar.css';
import { vars } from './vars.js';

/** The person's picture, or initials on a wash of his own hue. Always beside the name, so it says nothing aloud. */
export function avatar(person: Person, size: number): TemplateResult {
  const hue = hueOf(person.userId);
  return html`<span class="rb-avatar" ${vars({ '--s': `${size}px`, '--h': hue })} aria-hidden="true"
    ><b>${initials(person.name)}</b>${
      person.avatar === ''
        ? nothing
        : html`<img src=${person.avatar} alt="" referrerpolicy="no-referrer" @error=${withdraw} />`
    }</span
  >`;
}

/** A picture that does not load leaves the initials free. */
function withdraw(event: Event): void {
  (event.target as HTMLImageElement).remove();
}
