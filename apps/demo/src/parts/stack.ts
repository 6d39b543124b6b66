import { html, nothing, type TemplateResult } from 'lit';
import type { Person } from '../model/person.js';
import { avatar } from './avatar.js';
import { vars } from './vars.js';
import './stack.css';

/** Some avatars over each other, and how many more there are. The names are beside it in words. */
export function stack(people: readonly Person[], size: number, most: number): TemplateResult {
  const shown = people.length > most + 1 ? people.slice(0, most) : people;
  const more = people.length - shown.length;
  return html`<span class="rb-stack" aria-hidden="true" ${vars({ '--s': `${size}px` })}>
    ${shown.map((person) => avatar(person, size))}${more > 0 ? html`<span class="rb-stack-more">+${more}</span>` : nothing}
  </span>`;
}
