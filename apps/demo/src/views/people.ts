import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Media } from '../model/live.js';
import type { Person } from '../model/person.js';
import { stranger } from '../model/person.js';
import type { Contact } from '../model/session.js';
import { avatar } from '../parts/avatar.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import { stack } from '../parts/stack.js';
import { nameList, t, tn } from '../strings/index.js';
import './people.css';
import './invite.css';

/** Who can be called, one or several together, and a field for whoever is not in the list. */
@customElement('rb-people')
export class PeopleElement extends LitElement {
  @property({ attribute: false }) contacts: readonly Contact[] = [];
  @property({ attribute: false }) me: Person = stranger('');

  /** Who was chosen for a group call, by user id; null: nobody is being chosen. */
  @state() private chosen: ReadonlySet<string> | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { contacts, chosen } = this;
    const online = contacts.filter((contact) => contact.online).length;
    return html`<section class="rb-column" aria-labelledby="rb-people" data-testid="people">
      <div class="rb-column-head">
        <h2 class="rb-h2" id="rb-people">${t('page.people')}</h2>
        ${online > 0 ? html`<span class="rb-s rb-t2 rb-num">${tn('people.online', online)}</span>` : nothing}
        <span class="rb-column-space"></span>
        ${contacts.length > 1 ? this.#chooseKey() : nothing}
      </div>
      ${dialField()}
      ${
        contacts.length === 0
          ? nobody(this.me)
          : html`<ul class="rb-card rb-list" aria-label=${chosen === null ? nothing : t('page.choose')}>
              ${repeat(
                contacts,
                ({ person }) => person.userId,
                (contact) => (chosen === null ? row(contact) : this.#pickRow(contact, chosen)),
              )}
            </ul>`
      }
      ${chosen === null || chosen.size === 0 ? nothing : this.#bar(chosen)}
    </section>`;
  }

  #chooseKey(): TemplateResult {
    const isChoosing = this.chosen !== null;
    return html`<button type="button" class="rb-btn sm" data-testid="choose" aria-pressed=${isChoosing ? 'true' : 'false'}
      @click=${() => {
        this.chosen = isChoosing ? null : new Set();
      }}>
      ${isChoosing ? nothing : icon('users', 17)}<span>${t(isChoosing ? 'page.groupDone' : 'page.group')}</span>
    </button>`;
  }

  #pickRow(contact: Contact, chosen: ReadonlySet<string>): TemplateResult {
    const { person } = contact;
    return html`<li>
      <label class="rb-row rb-pick" data-testid="pick-${person.userId}">
        ${face(contact)}${words(contact)}
        <input type="checkbox" class="rb-check" .checked=${chosen.has(person.userId)} @change=${() => this.#pick(person)} />
      </label>
    </li>`;
  }

  #pick({ userId }: Person): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(userId)) chosen.add(userId);
    this.chosen = chosen;
  }

  #bar(chosen: ReadonlySet<string>): TemplateResult {
    const people = this.contacts.map(({ person }) => person).filter(({ userId }) => chosen.has(userId));
    const names = nameList(people);
    const call = (media: Media) =>
      key({
        icon: media === 'video' ? 'video' : 'phone',
        label: t(media === 'video' ? 'page.groupVideo' : 'page.groupAudio', { names }),
        testId: `group-${media}`,
        size: 'sm',
        press: () => {
          this.chosen = null;
          fire(this, { do: 'call', userIds: people.map(({ userId }) => userId), media });
        },
      });
    return html`<div class="rb-card rb-choose">
      ${stack(people, 28, 3)}<span class="rb-el" role="status">${t('page.chosen', { names })}</span>
      ${call('audio')}${call('video')}
    </div>`;
  }
}

function face({ person, online, inCall }: Contact): TemplateResult {
  return html`<span class="rb-row-face" data-presence=${inCall ? 'busy' : online ? 'online' : 'offline'}>${avatar(person, 44)}</span>`;
}

function words({ person, online, inCall }: Contact): TemplateResult {
  const said = inCall ? t('page.inCall') : online ? t('page.online') : t('page.offline');
  return html`<div class="rb-row-text">
    <div class="rb-row-name rb-el" title=${person.name}><bdi>${person.name}</bdi></div>
    <div class="rb-s rb-t2 rb-el">${said}${person.name === person.userId ? nothing : html` · <bdi>${person.userId}</bdi>`}</div>
  </div>`;
}

function row(contact: Contact): TemplateResult {
  const { person } = contact;
  return html`<li class="rb-row" data-testid="person-${person.userId}">
    ${face(contact)}${words(contact)}${callKey(person, 'audio')}${callKey(person, 'video')}
  </li>`;
}

function callKey(person: Person, media: Media): TemplateResult {
  const isVideo = media === 'video';
  return key({
    icon: isVideo ? 'video' : 'phone',
    size: 'sm',
    label: t(isVideo ? 'page.callVideo' : 'page.callAudio', { name: person.name }),
    testId: `call-${media}-${person.userId}`,
    press: (event) => fire(event.currentTarget as Element, { do: 'call', userIds: [person.userId], media }),
  });
}

function dialField(): TemplateResult {
  const dial = (event: SubmitEvent): void => {
    event.preventDefault();
    const form = event.currentTarget as HTMLFormElement;
    const ids = String(new FormData(form).get('userId') ?? '');
    const media: Media = event.submitter?.dataset.media === 'audio' ? 'audio' : 'video';
    const userIds = ids
      .split(',')
      .map((id) => id.trim())
      .filter(Boolean);
    if (userIds.length === 0) return;
    fire(form, { do: 'call', userIds, media });
    form.reset();
  };
  const go = (media: Media) =>
    html`<button type="submit" class="rb-key rb-key-sm rb-key-plain" data-media=${media} data-testid="dial-${media}"
      aria-label=${t(media === 'video' ? 'page.videoCall' : 'page.audioCall')}>
      ${icon(media === 'video' ? 'video' : 'phone', 19)}
    </button>`;
  return html`<form class="rb-dial" @submit=${dial}>
    <label class="rb-sr" for="rb-dial">${t('page.callIds')}</label>
    ${icon('search', 19)}
    <input id="rb-dial" name="userId" data-testid="dial-id" placeholder=${t('page.callId')} autocomplete="off"
      autocapitalize="none" spellcheck="false" maxlength="600" />
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

declare global {
  interface HTMLElementTagNameMap {
    'rb-people': PeopleElement;
  }
}
