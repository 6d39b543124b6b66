import { html, nothing, type TemplateResult } from 'lit';
import type { Absence, Group, Member } from '../model/group.js';
import { tilesOf } from '../model/group.js';
import { isWorking, type Peer, WEAK_LEVEL } from '../model/live.js';
import { firstName, type Person } from '../model/person.js';
import { speaks } from '../model/voices.js';
import { avatar } from '../parts/avatar.js';
import { bars } from '../parts/bars.js';
import { fire } from '../parts/fire.js';
import { avatarSize, type Box, isSmall } from '../parts/grid.js';
import { type IconName, icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import '../parts/ring.js';
import type { RingForm } from '../parts/ring.js';
import { t } from '../strings/index.js';
import type { Face, PicturesState } from './face.js';

/** How a tile is drawn: everybody has one from the first ring on, and it says what he does. */
interface Tile {
  readonly call: Group;
  readonly member: Member;
  readonly box: Box;
  readonly state: PicturesState;
}

const NOWHERE: Box = { x: 0, y: 0, w: 0, h: 0 };

export function groupFaces(call: Group, state: PicturesState): Face[] {
  return tilesOf(call).map((member) => {
    const box = state.layout?.places.get(member.person.userId);
    return faceOf({ call, member, box: box ?? NOWHERE, state }, box === undefined);
  });
}

function faceOf(tile: Tile, away: boolean): Face {
  const { call, member, box, state } = tile;
  const { person, part } = member;
  const isHere = part.is === 'in' || part.is === 'self';
  const hidden = state.choice.hidden.has(person.userId);
  const live = isLive(call, member) && !hidden;
  const lost = part.is === 'in' && part.peer.lost !== null;
  return {
    person,
    isSelf: part.is === 'self',
    classes: {
      'rb-pic': true,
      'rb-tile': true,
      'rb-pic-live': live,
      'rb-pic-frozen': lost && live,
      'rb-tile-bare': isHere && !live,
      'rb-tile-away': !isHere,
      'rb-tile-speaks': isHere && speaks(call.voices, person.userId),
    },
    box,
    hidden: away,
    role: 'listitem',
    label: labelOf(call, member, hidden),
    over: overOf(tile, live),
  };
}

function isLive(call: Group, { part }: Member): boolean {
  if (call.media !== 'video') return false;
  if (part.is === 'self') return isWorking(call.own.cam);
  return part.is === 'in' && part.peer.video === true;
}

function isMuted(call: Group, { part }: Member): boolean {
  if (part.is === 'self') return !isWorking(call.own.mic);
  return part.is === 'in' && part.peer.audio === false;
}

const absences = {
  declined: { words: 'p.declined', badge: 'phone-off' },
  busy: { words: 'p.busy', badge: 'phone-call' },
  noAnswer: { words: 'p.noAnswer', badge: 'phone-missed' },
  left: { words: 'p.left', badge: 'log-out' },
} as const satisfies Record<Absence, { words: string; badge: IconName }>;

export function absenceWords(why: Absence): string {
  return t(absences[why].words);
}

/** "Jonas Lindqvist, muted, weak connection": all that the tile says. */
function labelOf(call: Group, member: Member, hidden: boolean): string {
  const { person, part } = member;
  const said: string[] = [part.is === 'self' ? t('call.you') : person.name];
  if (part.is === 'ringing') said.push(t('out.ringing'));
  if (part.is === 'gone') said.push(absenceWords(part.why));
  if (isMuted(call, member)) said.push(t('call.muted'));
  if (hidden) said.push(t('c.pictureHidden'));
  else if (isLive(call, member)) said.push(t('call.camera'));
  if (part.is === 'in' && isWeak(part.peer)) said.push(t('net.weakOther'));
  if (part.is === 'in' && part.peer.lost !== null) said.push(t('net.reconnecting'));
  return said.join(', ');
}

function isWeak({ quality, lost }: Peer): boolean {
  return lost === null && quality.level >= WEAK_LEVEL;
}

function overOf(tile: Tile, live: boolean): TemplateResult {
  const { part } = tile.member;
  switch (part.is) {
    case 'ringing':
      return ringingTile(tile, part.reached);
    case 'gone':
      return goneTile(tile, part.why);
    case 'self':
    case 'in':
      return html`${part.is === 'in' && part.peer.lost !== null ? reconnecting(tile, part.peer) : live ? nothing : nobody(tile)}
      ${nameTag(tile)} ${corner(tile)}`;
  }
}

function nobody({ member, box, state }: Tile): TemplateResult {
  const small = isSmall(box);
  const hidden = state.choice.hidden.has(member.person.userId);
  return html`<div class="rb-tile-mid" data-small=${small}>
    ${avatar(member.person, avatarSize(box))}
    ${hidden && !small ? html`<span class="rb-s rb-t2" aria-hidden="true">${t('c.pictureHidden')}</span>` : nothing}
  </div>`;
}

/** The ring is around the person, also where his last picture lies behind it. */
function reconnecting({ member, box }: Tile, { video }: Peer): TemplateResult {
  const overVideo = video === true ? 'rb-glass' : 'rb-tile-lost';
  return html`<div class="rb-tile-mid ${overVideo}">
    <rb-ring .person=${member.person} .state=${{ form: 'dashed' }} .size=${isSmall(box) ? 36 : Math.round(avatarSize(box) * 0.8)}></rb-ring>
    <span class="rb-s rb-tile-word">${t('net.reconnecting')}</span>
  </div>`;
}

function shownName({ member, box }: Tile): string {
  if (member.part.is === 'self') return t('call.you');
  return isSmall(box) ? firstName(member.person) : member.person.name;
}

function nameTag(tile: Tile): TemplateResult {
  const muted = isMuted(tile.call, tile.member);
  return html`<span class="rb-tag rb-tile-name" aria-hidden="true" data-muted=${muted}>
    ${muted ? icon('mic-off', 15) : nothing}<bdi class="rb-el">${shownName(tile)}</bdi>
  </span>`;
}

/** At the top end: who has a weak connection, who is pinned, and the key of the tile's menu. */
function corner({ member, box, state }: Tile): TemplateResult {
  const { person, part } = member;
  const weak = part.is === 'in' && isWeak(part.peer) ? part.peer.quality.level : null;
  return html`<span class="rb-tile-corner rb-glass">
    ${options(person, state)} ${state.choice.pinned === person.userId ? unpin(person, state) : nothing}
    ${
      weak === null
        ? nothing
        : html`<span class="rb-tag" aria-hidden="true">${bars(weak, 15)}${isSmall(box) ? nothing : t('net.weakOther')}</span>`
    }
  </span>`;
}

function options({ userId, name }: Person, { openMenu, toggleMenu }: PicturesState): TemplateResult {
  return html`<button type="button" class="rb-tag rb-tile-options" aria-label=${t('c.options', { name })} aria-haspopup="menu"
    aria-expanded=${openMenu === userId ? 'true' : 'false'} data-testid="tile-menu-${userId}"
    @click=${(event: Event) => toggleMenu(userId, event.currentTarget as HTMLElement)}>
    ${icon('ellipsis', 15)}
  </button>`;
}

function unpin({ userId, name }: Person, { pin }: PicturesState): TemplateResult {
  const label = `${t('c.unpin')}: ${name}`;
  return html`<button type="button" class="rb-tag" aria-label=${label} title=${label} @click=${() => pin(userId)}>
    ${icon('pin', 15)}
  </button>`;
}

function ringingTile({ member, box }: Tile, reached: boolean): TemplateResult {
  const { person } = member;
  return html`<div class="rb-tile-mid rb-tile-ringing" data-small=${isSmall(box)}>
      ${ring(person, reached ? { form: 'beat' } : { form: 'turn' }, box)}
      ${words(person, t(reached ? 'out.ringing' : 'out.calling'), box)}
    </div>
    <span class="rb-tile-corner">
      ${key({
        icon: 'x',
        size: 'xs',
        label: t('p.stop', { name: firstName(person) }),
        classes: 'rb-tile-stop',
        testId: `stop-ring-${person.userId}`,
        press: (event) => fire(event.currentTarget as Element, { do: 'stopRing', userId: person.userId }),
      })}
    </span>`;
}

function goneTile({ member, box }: Tile, why: Absence): TemplateResult {
  const { person } = member;
  const small = isSmall(box);
  return html`<div class="rb-tile-mid rb-tile-gone" data-small=${small}>
    ${ring(person, { form: 'broken', badge: absences[why].badge }, box)} ${words(person, absenceWords(why), box)}
    ${
      small
        ? nothing
        : html`<button type="button" class="rb-btn sm" data-testid="ring-again-${person.userId}"
            @click=${(event: Event) => fire(event.currentTarget as Element, { do: 'invite', userIds: [person.userId] })}>
            ${icon('phone', 16)}<span>${t('p.again')}</span>
          </button>`
    }
  </div>`;
}

function ring(person: Person, state: RingForm, box: Box): TemplateResult {
  const size = Math.round(avatarSize(box) * 0.8);
  return html`<rb-ring .person=${person} .state=${state} .size=${size}></rb-ring>`;
}

function words(person: Person, state: string, box: Box): TemplateResult {
  return html`<div class="rb-tile-words" aria-hidden="true">
    <div class="rb-tile-who rb-el"><bdi>${isSmall(box) ? firstName(person) : person.name}</bdi></div>
    <div class="rb-s rb-t2">${state}</div>
  </div>`;
}
