import { html, nothing, type TemplateResult } from 'lit';
import type { Media } from '../model/live.js';
import type { Person } from '../model/person.js';
import type { Contact } from '../model/session.js';
import { avatar } from '../parts/avatar.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import { t } from '../strings/index.js';
import './people.css';

/** Who is in the call that goes on minimised, or rings for it; null: there is none. */
export type Running = ReadonlySet<string> | null;

/** Somebody of the list: to be called, or added to the call that goes on. */
export function personRow(contact: Contact, running: Running): TemplateResult {
  const { person } = contact;
  return html`<li class="rb-row" tabindex="-1" data-testid="person-${person.userId}">
    ${presence(contact)}${words(contact)}
    ${
      running === null
        ? callPerson(person)
        : running.has(person.userId)
          ? html`<span class="rb-s rb-t2">${t('p.in')}</span>`
          : addKey(person.name, [person.userId], `add-${person.userId}`)
    }
  </li>`;
}

export function pickRow(contact: Contact, chosen: boolean, pick: () => void): TemplateResult {
  return html`<li>
    <label class="rb-row rb-pick" data-testid="pick-${contact.person.userId}">
      ${presence(contact)}${words(contact)}
      <input type="checkbox" class="rb-check" .checked=${chosen} @change=${pick} />
    </label>
  </li>`;
}

function presence({ person, online, inCall }: Contact): TemplateResult {
  return html`<span class="rb-row-face" data-presence=${inCall ? 'busy' : online ? 'online' : 'offline'}>${avatar(person, 44)}</span>`;
}

function words({ person, online, inCall }: Contact): TemplateResult {
  const said = inCall ? t('page.inCall') : online ? t('page.online') : t('page.offline');
  return html`<div class="rb-row-text">
    <div class="rb-row-name rb-el" title=${person.name}><bdi>${person.name}</bdi></div>
    <div class="rb-s rb-t2 rb-el">${said}${person.name === person.userId ? nothing : html` · <bdi>${person.userId}</bdi>`}</div>
  </div>`;
}

/** Both ways to call whom the name says: with sound alone, or with video too. */
export function mediaKeys(
  name: string,
  testId: (media: Media) => string,
  call: (media: Media, from: Element) => void,
): TemplateResult {
  const one = (media: Media): TemplateResult =>
    key({
      icon: media === 'video' ? 'video' : 'phone',
      size: 'sm',
      label: t(media === 'video' ? 'page.callVideo' : 'page.callAudio', { name }),
      testId: testId(media),
      press: (event) => call(media, event.currentTarget as Element),
    });
  return html`${one('audio')}${one('video')}`;
}

function callPerson({ name, userId }: Person): TemplateResult {
  return mediaKeys(
    name,
    (media) => `call-${media}-${userId}`,
    (media, from) => fire(from, { do: 'call', userIds: [userId], media }),
  );
}

export function addKey(name: string, userIds: readonly string[], testId: string): TemplateResult {
  return key({
    icon: 'user-plus',
    size: 'sm',
    label: t('page.add', { name }),
    testId,
    press: (event) => fire(event.currentTarget as Element, { do: 'invite', userIds }),
  });
}

/** For whoever is not in the list. */
export function dialField(running: Running): TemplateResult {
  const label = t(running === null ? 'page.callIds' : 'page.addIds');
  const dial = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const userIds = String(new FormData(form).get('userId') ?? '')
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean);
    if (userIds.length === 0) return;
    const media: Media = event.submitter?.dataset.media === 'audio' ? 'audio' : 'video';
    fire(form, running === null ? { do: 'call', userIds, media } : { do: 'invite', userIds });
    form.reset();
  };
  return html`<form class="rb-dial" @submit=${dial}>
    <label class="rb-sr" for="rb-dial">${label}</label>
    ${icon('search', 19)}
    <input id="rb-dial" name="userId" data-testid="dial-id" placeholder=${running === null ? t('page.callId') : label} autocomplete="off"
      autocapitalize="none" spellcheck="false" maxlength="600" />
    ${running === null ? html`${dialKey('audio')}${dialKey('video')}` : addIdsKey()}
  </form>`;
}

function dialKey(media: Media): TemplateResult {
  const isVideo = media === 'video';
  return html`<button type="submit" class="rb-key rb-key-sm rb-key-plain" data-media=${media} data-testid="dial-${media}"
    aria-label=${t(isVideo ? 'page.videoCall' : 'page.audioCall')}>
    ${icon(isVideo ? 'video' : 'phone', 19)}
  </button>`;
}

function addIdsKey(): TemplateResult {
  return html`<button type="submit" class="rb-key rb-key-sm rb-key-plain" aria-label=${t('c.invite')}>${icon('user-plus', 19)}</button>`;
}
