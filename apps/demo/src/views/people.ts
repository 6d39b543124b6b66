import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Person } from '../model/person.js';
import { stranger } from '../model/person.js';
import type { SavedGroup } from '../model/saved-group.js';
import type { Contact } from '../model/session.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import { stack } from '../parts/stack.js';
import { nameList, t, tn } from '../strings/index.js';
import { dialField, mediaKeys, personRow, pickRow, type Running } from './people-rows.js';
import './people.css';
import './invite.css';
import { savedGroups } from './saved-groups.js';

/** Who is being chosen for a group call, by user id, and whether it is to be saved as a group. */
interface Choice {
  readonly userIds: ReadonlySet<string>;
  readonly saving: boolean;
}

const NOBODY: Choice = { userIds: new Set(), saving: false };

/** Who can be called, one, several together or a saved group, and a field for whoever is not in the list. */
@customElement('rb-people')
export class PeopleElement extends LitElement {
  @property({ attribute: false }) contacts: readonly Contact[] = [];
  @property({ attribute: false }) groups: readonly SavedGroup[] = [];
  @property({ attribute: false }) me: Person = stranger('');
  /** A call goes on: whom it has, nobody calls, and everybody else can be added. */
  @property({ attribute: false }) running: Running = null;

  /** null: nobody is being chosen. */
  @state() private choice: Choice | null = null;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('running') && this.running !== null) this.choice = null;
  }

  protected override updated(changed: PropertyValues): void {
    const before = changed.get('choice') as Choice | null | undefined;
    if (this.choice?.saving && before?.saving === false)
      this.querySelector<HTMLElement>('.rb-save-group > input')?.focus();
  }

  protected override render(): TemplateResult {
    const { contacts, choice, running } = this;
    const online = contacts.filter((contact) => contact.online).length;
    return html`<section class="rb-column" aria-labelledby="rb-people" data-testid="people">
      <div class="rb-column-head">
        <h2 class="rb-h2" id="rb-people" tabindex="-1" data-home>${t('page.people')}</h2>
        ${online > 0 ? html`<span class="rb-s rb-t2 rb-num">${tn('people.online', online)}</span>` : nothing}
        <span class="rb-column-space"></span>
        ${contacts.length > 1 && running === null ? this.#chooseKey() : nothing}
      </div>
      ${dialField(running)}
      ${
        contacts.length === 0
          ? nobody(this.me)
          : html`<ul class="rb-card rb-list" aria-label=${choice === null ? nothing : t('page.choose')}>
              ${repeat(
                contacts,
                ({ person }) => person.userId,
                (contact) => (choice === null ? personRow(contact, running) : this.#pickRow(contact, choice)),
              )}
            </ul>`
      }
      ${choice === null || choice.userIds.size === 0 ? nothing : this.#bar(choice)}
      ${choice === null ? savedGroups(this.groups, running) : nothing}
    </section>`;
  }

  #chooseKey(): TemplateResult {
    const isChoosing = this.choice !== null;
    return html`<button type="button" class="rb-btn sm" data-testid="choose" aria-pressed=${isChoosing ? 'true' : 'false'}
      @click=${() => {
        this.choice = isChoosing ? null : NOBODY;
      }}>
      ${isChoosing ? nothing : icon('users', 17)}<span>${t(isChoosing ? 'page.groupDone' : 'page.group')}</span>
    </button>`;
  }

  #pickRow(contact: Contact, { userIds }: Choice): TemplateResult {
    const { userId } = contact.person;
    return pickRow(contact, userIds.has(userId), () => this.#pick(userId));
  }

  #pick(userId: string): void {
    const userIds = new Set(this.choice?.userIds);
    if (!userIds.delete(userId)) userIds.add(userId);
    this.choice = { userIds, saving: false };
  }

  #bar(choice: Choice): TemplateResult {
    const people = this.contacts
      .map(({ person }) => person)
      .filter(({ userId }) => choice.userIds.has(userId));
    return html`<div class="rb-card rb-choose">${choice.saving ? this.#nameField(people) : this.#chosen(people, choice)}</div>`;
  }

  #chosen(people: readonly Person[], choice: Choice): TemplateResult {
    const names = nameList(people);
    const keys = mediaKeys(
      names,
      (media) => `group-${media}`,
      (media) => {
        this.choice = null;
        fire(this, { do: 'call', userIds: people.map(({ userId }) => userId), media });
      },
    );
    return html`${stack(people, 28, 3)}<span class="rb-el" role="status">${t('page.chosen', { names })}</span>
      ${key({
        icon: 'bookmark-plus',
        label: t('page.saveGroup'),
        tip: t('page.saveGroup'),
        testId: 'save-group',
        size: 'sm',
        press: () => {
          this.choice = { ...choice, saving: true };
        },
      })}${keys}`;
  }

  #nameField(people: readonly Person[]): TemplateResult {
    const save = (event: SubmitEvent): void => {
      event.preventDefault();
      const name = String(new FormData(event.currentTarget as HTMLFormElement).get('name') ?? '').trim();
      if (name === '') return;
      this.choice = null;
      fire(this, { do: 'saveGroup', name, userIds: people.map(({ userId }) => userId) });
    };
    return html`<form class="rb-save-group" @submit=${save}>
      <label class="rb-sr" for="rb-group-name">${t('page.groupName')}</label>
      <input id="rb-group-name" class="rb-field" name="name" maxlength="60" required autocomplete="off"
        placeholder=${t('page.groupName')} data-testid="group-name" />
      <button type="submit" class="rb-btn ink sm" data-testid="group-save">${t('page.save')}</button>
    </form>`;
  }
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
