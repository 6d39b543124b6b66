import { html, nothing, type TemplateResult } from 'lit';
import { key } from '../parts/key.js';
import { stack } from '../parts/stack.js';
import { vars } from '../parts/vars.js';
import { t } from '../strings/index.js';
import type { GroupLayout } from './group-layout.js';
import { boxVars } from './pictures.js';

export interface RestActions {
  readonly turn: (by: 1 | -1) => void;
  readonly openPanel: () => void;
}

/** What a group call has besides tiles: who has no place in the strip, and the pages. */
export function groupRest(layout: GroupLayout, actions: RestActions): TemplateResult {
  return html`${more(layout, actions)} ${pager(layout, actions)}`;
}

function more({ more }: GroupLayout, { openPanel }: RestActions): TemplateResult | typeof nothing {
  if (more === null) return nothing;
  return html`<button type="button" class="rb-tile-more" ${vars(boxVars(more.box))} @click=${openPanel}>
    ${stack(more.people.slice(0, 3), 34, 3)}<span>${t('p.more', { n: more.people.length })}</span>
  </button>`;
}

function pager({ pages, page }: GroupLayout, { turn }: RestActions): TemplateResult | typeof nothing {
  if (pages < 2) return nothing;
  const where = t('c.page', { n: page + 1, m: pages });
  const step = (by: 1 | -1) =>
    key({
      icon: by < 0 ? 'chevron-left' : 'chevron-right',
      size: 'sm',
      label: t(by < 0 ? 'c.prev' : 'c.next'),
      disabled: by < 0 ? page === 0 : page === pages - 1,
      press: () => turn(by),
    });
  return html`<div class="rb-pager">
    <span class="rb-dots" role="img" aria-label=${where}>
      ${Array.from({ length: pages }, (_, at) => html`<i class=${at === page ? 'on' : ''}></i>`)}
    </span>
    <span class="rb-sr" role="status">${where}</span>
    ${step(-1)}${step(1)}
  </div>`;
}
