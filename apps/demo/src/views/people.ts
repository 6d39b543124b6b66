import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Media } from '../model/call.js';
import type { Person } from '../model/person.js';
import type { Contact } from '../model/session.js';
import { avatar } from '../parts/avatar.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import { t, tn } from '../strings/index.js';
import './people.css';

/** Who can be called, and a field for whoever is not in the list. */
export function people(contacts: readonly Contact[], me: Person): TemplateResult {
  const online = contacts.filter((contact) => contact.online).length;
  return html`<section class="rb-column" aria-labelledby="rb-people" data-testid="people">
    <div class="rb-column-head">
      <h2 class="rb-h2" id="rb-people">${t('page.people')}</h2>
      ${online > 0 ? html`<span class="rb-s rb-t2 rb-num">${tn('people.online', online)}</span>` : nothing}
    </div>
    ${dialField()}
    ${
      contacts.length === 0
        ? nobody(me)
        : html`<ul class="rb-card rb-list">
          ${repeat(
            contacts,
            (contact) => contact.person.userId,
            (contact) => row(contact),
          )}
        </ul>`
    }
  </section>`;
}

function row({ person, online, inCall }: Contact): TemplateResult {
  const state = inCall ? t('page.inCall') : online ? t('page.online') : t('page.offline');
  return html`<li class="rb-row" data-testid="person-${person.userId}">
    <span class="rb-row-face" data-presence=${inCall ? 'busy' : online ? 'online' : 'offline'}>${avatar(person, 44)}</span>
    <div class="rb-row-text">
      <div class="rb-row-name rb-el" title=${person.name}><bdi>${person.name}</bdi></div>
      <div class="rb-s rb-t2 rb-el">${state}${person.name === person.userId ? nothing : html` · <bdi>${person.userId}</bdi>`}</div>
    </div>
    ${callKey(person, 'audio')}${callKey(person, 'video')}
  </li>`;
}

function callKey(person: Person, media: Media): TemplateResult {
  const isVideo = media === 'video';
  return key({
    icon: isVideo ? 'video' : 'phone',
    size: 'sm',
    label: t(isVideo ? 'page.callVideo' : 'page.callAudio', { name: person.name }),
    testId: `call-${media}-${person.userId}`,
    press: (event) => fire(event.currentTarget as Element, { do: 'call', userId: person.userId, media }),
  });
}

function dialField(): TemplateResult {
  const dial = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const userId = new FormData(form).get('userId');
    const media: Media = event.submitter?.dataset.media === 'audio' ? 'audio' : 'video';
    if (typeof userId === 'string' && userId.trim() !== '') {
      fire(form, { do: 'call', userId: userId.trim(), media });
      form.reset();
    }
  };
  const go = (media: Media) =>
    html`<button type="submit" class="rb-key rb-key-sm rb-key-plain" data-media=${media} data-testid="dial-${media}"
      aria-label=${t(media === 'video' ? 'page.videoCall' : 'page.audioCall')}>
      ${icon(media === 'video' ? 'video' : 'phone', 19)}
    </button>`;
  return html`<form class="rb-dial" @submit=${dial}>
    <label class="rb-sr" for="rb-dial">${t('page.callId')}</label>
    ${icon('search', 19)}
    <input id="rb-dial" name="userId" data-testid="dial-id" placeholder=${t('page.callId')} autocomplete="off"
      autocapitalize="none" spellcheck="false" maxlength="64" />
    ${go('audio')}${go('video')}
  </form>`;
}

/** The first minute of everybody who tries this: nobody is there to be called. */
function nobody(me: Person): TemplateResult {
  const other = me.userId === 'bob' ? 'alice' : 'bob';
  return html`<div class="rb-card rb-empty">
    <span class="rb-empty-icon">${icon('users', 24)}</span>
    <div class="rb-h3">${t('page.nobody')}</div>
    <p class="rb-t2">${t('page.nobody.text')}</p>
    <a class="rb-btn ink sm" href="?user=${other}" target="_blank" rel="noopener">${t('page.openAs', { name: other })}</a>
  </div>`;
}
