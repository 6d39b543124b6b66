import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { SavedGroup } from '../model/saved-group.js';
import { avatar } from '../parts/avatar.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { stack } from '../parts/stack.js';
import { nameList, t } from '../strings/index.js';
import { addKey, mediaKeys, type Running } from './people-rows.js';
import './saved-groups.css';

/** The groups of the directory: each can be called as it is. */
export function savedGroups(
  groups: readonly SavedGroup[],
  running: Running,
): TemplateResult | typeof nothing {
  if (groups.length === 0) return nothing;
  return html`<section class="rb-groups" aria-labelledby="rb-groups" data-testid="groups">
    <div class="rb-column-head"><h2 class="rb-h2" id="rb-groups">${t('page.groups')}</h2></div>
    <ul class="rb-card rb-list">
      ${repeat(
        groups,
        ({ groupId }) => groupId,
        (group) => row(group, running),
      )}
    </ul>
  </section>`;
}

function row(group: SavedGroup, running: Running): TemplateResult {
  const { name, others } = group;
  return html`<li class="rb-row rb-group" tabindex="-1" data-testid="group-${name}">
    <details>
      <summary>
        <span class="rb-group-faces">${others.length > 1 ? stack(others.slice(0, 2), 30, 2) : others.map((person) => avatar(person, 44))}</span>
        <span class="rb-row-text">
          <span class="rb-row-name rb-el" title=${name}><bdi>${name}</bdi></span>
          <span class="rb-s rb-t2 rb-el">${nameList(others)}</span>
        </span>
        ${icon('chevron-down', 18)}
      </summary>
      <ul class="rb-group-members">
        ${others.map((person) => html`<li>${avatar(person, 28)}<bdi class="rb-el">${person.name}</bdi></li>`)}
      </ul>
      ${dropKey(group)}
    </details>
    <span class="rb-group-keys">${running === null ? callGroup(group) : addRest(group, running)}</span>
  </li>`;
}

function callGroup({ groupId, name, others }: SavedGroup): TemplateResult | typeof nothing {
  if (others.length === 0) return nothing;
  const userIds = others.map(({ userId }) => userId);
  return mediaKeys(
    name,
    (media) => `group-${media}-${name}`,
    (media, from) => fire(from, { do: 'call', userIds, media, groupId }),
  );
}

/** Whoever of the group is not in the call yet. */
function addRest({ name, others }: SavedGroup, running: ReadonlySet<string>): TemplateResult {
  const rest = others.map(({ userId }) => userId).filter((userId) => !running.has(userId));
  return rest.length === 0
    ? html`<span class="rb-s rb-t2">${t('p.in')}</span>`
    : addKey(name, rest, `add-group-${name}`);
}

function dropKey({ groupId, own }: SavedGroup): TemplateResult {
  return html`<button type="button" class="rb-btn sm" data-testid="drop-group"
    @click=${(event: Event) => fire(event.currentTarget as Element, { do: 'dropGroup', groupId })}>
    ${icon(own ? 'trash' : 'log-out', 17)}<span>${t(own ? 'page.deleteGroup' : 'page.leaveGroup')}</span>
  </button>`;
}
