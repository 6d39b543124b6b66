import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { duration, moment } from '../model/format.js';
import type { Recent } from '../model/recent.js';
import { groupName, type SavedGroup } from '../model/saved-group.js';
import { avatar } from '../parts/avatar.js';
import { fire } from '../parts/fire.js';
import { type IconName, icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import { stack } from '../parts/stack.js';
import { nameList, t } from '../strings/index.js';

interface RecentsContext {
  readonly groups: readonly SavedGroup[];
  /** No call goes on. */
  readonly canCall: boolean;
  readonly above: TemplateResult | typeof nothing;
}

/** The calls of the records, newest first. null: not read yet. */
export function recents(
  list: readonly Recent[] | null,
  now: number,
  context: RecentsContext,
): TemplateResult {
  return html`<section class="rb-column" aria-labelledby="rb-recent">
    <div class="rb-column-head"><h2 class="rb-h2" id="rb-recent">${t('page.recent')}</h2></div>
    ${context.above}
    ${
      list === null
        ? nothing
        : list.length === 0
          ? none()
          : html`<ul class="rb-card rb-list">
            ${repeat(
              list,
              (recent) => recent.id,
              (recent) => row(recent, now, context),
            )}
          </ul>`
    }
  </section>`;
}

function row(recent: Recent, now: number, { groups, canCall }: RecentsContext): TemplateResult {
  const { person, group, groupId } = recent;
  const name = groupName(groups, groupId) || (group === null ? person.name : nameList(group));
  const isVideo = recent.media === 'video';
  const kind =
    group === null ? t(isVideo ? 'in.video' : 'in.audio') : t(isVideo ? 'in.groupVideo' : 'in.groupAudio');
  return html`<li class="rb-row" tabindex="-1" data-testid="recent-item" data-result=${recent.result}>
    ${group !== null && group.length > 1 ? html`<span class="rb-recent-faces">${stack(group.slice(0, 2), 26, 2)}</span>` : avatar(person, 44)}
    <div class="rb-row-text">
      <div class="rb-row-name rb-el ${recent.result === 'missed' ? 'rb-missed' : ''}" title=${name}><bdi>${name}</bdi></div>
      <div class="rb-recent-fact rb-s rb-t2">
        ${icon(direction(recent), 15)}<span class="rb-el rb-num">${fact(recent)}</span>
      </div>
    </div>
    <time class="rb-s rb-t2 rb-num" datetime=${new Date(recent.at).toISOString()}>${moment(recent.at, now)}</time>
    ${canCall ? againKey(recent, `${t('page.callBack', { name })}, ${kind}`) : nothing}
  </li>`;
}

function againKey(recent: Recent, label: string): TemplateResult {
  const { person, group, groupId, media } = recent;
  return key({
    icon: recent.media === 'video' ? 'video' : 'phone',
    size: 'sm',
    tone: 'plain',
    label,
    press: (event) =>
      fire(event.currentTarget as Element, {
        do: 'call',
        userIds: (group ?? [person]).map(({ userId }) => userId),
        media,
        groupId,
      }),
  });
}

/** Where it went: the icon says the direction, the words what came of it. */
function fact(recent: Recent): string {
  if (recent.result !== 'talked') return t(`recent.${recent.result}`);
  return `${t(`recent.${recent.direction}`)} · ${duration(recent.seconds)}`;
}

function direction(recent: Recent): IconName {
  if (recent.result === 'missed') return 'phone-missed';
  return recent.direction === 'outgoing' ? 'phone-outgoing' : 'phone-incoming';
}

function none(): TemplateResult {
  return html`<div class="rb-card rb-empty">
    <span class="rb-empty-icon">${icon('clock', 24)}</span>
    <div class="rb-h3">${t('page.noCalls')}</div>
    <p class="rb-t2">${t('page.noCalls.text')}</p>
  </div>`;
}
