import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { LiveCall } from '../model/call.js';
import { firstName, type Person, stranger } from '../model/person.js';
import type { SavedGroup } from '../model/saved-group.js';
import type { Contact } from '../model/session.js';
import { avatar } from '../parts/avatar.js';
import { fire } from '../parts/fire.js';
import { icon } from '../parts/icon.js';
import { key } from '../parts/key.js';
import { stack } from '../parts/stack.js';
import { nameList, t, tn } from '../strings/index.js';
import { presentIn } from './staged.js';
import './invite.css';

/** A call on the mesh has room for so many (`maxMembers`); what a server of another mind says is told when it says so. */
const MOST_PEOPLE = 9;

export function inviteDialog(
  call: LiveCall,
  { contacts, groups }: { readonly contacts: readonly Contact[]; readonly groups: readonly SavedGroup[] },
  close: () => void,
): TemplateResult {
  const present = presentIn(call);
  const taken = call.phase === 'group' ? present.size : present.size + 1;
  return html`<dialog class="rb-dialog rb-invite-dialog" aria-labelledby="rb-invite-title" @close=${close}>
    <rb-invite .contacts=${contacts} .groups=${groups} .present=${present} .places=${Math.max(0, MOST_PEOPLE - taken)} .leave=${close}></rb-invite>
  </dialog>`;
}

/** Search, choose, ring. Whoever is not in the list is called by his id. */
@customElement('rb-invite')
export class InviteElement extends LitElement {
  @property({ attribute: false }) contacts: readonly Contact[] = [];
  @property({ attribute: false }) groups: readonly SavedGroup[] = [];
  @property({ attribute: false }) present: ReadonlySet<string> = new Set();
  @property({ type: Number }) places = 0;
  @property({ attribute: false }) leave: () => void = () => {};

  @state() private query = '';
  @state() private chosen: readonly Person[] = [];

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    this.querySelector('input')?.focus();
  }

  protected override render(): TemplateResult {
    const n = this.chosen.length;
    return html`<form class="rb-invite" @submit=${this.#submit}>
      <div class="rb-panel-head">
        <h2 class="rb-h2" id="rb-invite-title">${t('c.invite')}</h2>
        ${key({ icon: 'x', size: 'sm', tone: 'plain', label: t('end.close'), press: this.leave })}
      </div>
      <div class="rb-invite-search">
        ${icon('search', 19)}
        <input aria-label=${t('i.search')} placeholder=${t('i.search')} data-testid="invite-search" autocomplete="off"
          autocapitalize="none" spellcheck="false" maxlength="64" .value=${this.query} @input=${this.#search} />
      </div>
      ${n === 0 ? nothing : html`<ul class="rb-chips">${this.chosen.map((person) => this.#chip(person))}</ul>`}
      <div class="rb-panel-list">${this.#list()}</div>
      <div class="rb-invite-foot">
        <span class="rb-s rb-t2 rb-num" role="status">${t('i.places', { n, m: this.places })}</span>
        <button type="submit" class="rb-btn go" data-testid="invite-ring" aria-disabled=${n === 0 ? 'true' : 'false'}>
          ${n === 0 ? t('i.ringNone') : tn('i.ring', n)}
        </button>
      </div>
    </form>`;
  }

  #chip(person: Person): TemplateResult {
    const label = t('i.drop', { name: person.name });
    return html`<li class="rb-chip">${avatar(person, 18)}<bdi>${firstName(person)}</bdi>
      <button type="button" aria-label=${label} title=${label} @click=${() => this.#choose(person)}>${icon('x', 14)}</button>
    </li>`;
  }

  #list(): TemplateResult {
    const found = this.#found;
    const id = this.query.trim();
    const isKnown = this.contacts.some(({ person }) => person.userId === id) || this.present.has(id);
    return html`${found.length > 0 ? html`<h3 class="rb-panel-section">${t('i.people')}</h3>` : nothing}
      <ul>
        ${repeat(
          found,
          ({ person }) => person.userId,
          (contact) => this.#row(contact.person, this.#fact(contact)),
        )}
        ${id === '' || isKnown ? nothing : this.#row(stranger(id), t('i.someone', { id }))}
      </ul>
      ${this.#groupList()} ${found.length === 0 && id === '' ? html`<p class="rb-t2 rb-panel-none">${t('i.none')}</p>` : nothing}`;
  }

  /** A group chooses all of its members who are not in the call. */
  #groupList(): TemplateResult | typeof nothing {
    const groups = this.#foundGroups;
    if (groups.length === 0) return nothing;
    return html`<h3 class="rb-panel-section">${t('i.groups')}</h3>
      <ul>
        ${repeat(
          groups,
          ({ groupId }) => groupId,
          (group) => this.#groupRow(group),
        )}
      </ul>`;
  }

  #groupRow({ name, others }: SavedGroup): TemplateResult {
    const absent = this.#absent(others);
    const chosen = absent.length > 0 && absent.every((person) => this.#isChosen(person));
    return html`<li>
      <label class="rb-panel-row rb-pick" data-disabled=${absent.length === 0} data-testid="invite-group-${name}">
        <span class="rb-invite-faces">${stack(others.slice(0, 2), 24, 2)}</span>
        <span class="rb-panel-text">
          <span class="rb-panel-name rb-el"><bdi>${name}</bdi></span>
          <span class="rb-s rb-t2 rb-el">${nameList(others)}</span>
        </span>
        ${
          absent.length === 0
            ? html`<span class="rb-s rb-t2">${t('p.in')}</span>`
            : html`<input type="checkbox" class="rb-check" .checked=${chosen} ?disabled=${!chosen && !this.#fits(absent)}
                @change=${() => this.#chooseAll(absent, !chosen)} />`
        }
      </label>
    </li>`;
  }

  #absent(people: readonly Person[]): readonly Person[] {
    return people.filter(({ userId }) => !this.present.has(userId));
  }

  #chooseAll(people: readonly Person[], wanted: boolean): void {
    const others = this.chosen.filter((person) => !people.some(({ userId }) => userId === person.userId));
    this.chosen = wanted ? [...others, ...people] : others;
    if (wanted) this.query = '';
  }

  #isChosen({ userId }: Person): boolean {
    return this.chosen.some((person) => person.userId === userId);
  }

  #matches(text: string): boolean {
    const words = this.query.toLowerCase().split(/\s+/u).filter(Boolean);
    return words.every((word) => text.toLowerCase().includes(word));
  }

  get #foundGroups(): readonly SavedGroup[] {
    return this.groups.filter(({ name }) => this.#matches(name));
  }

  get #found(): readonly Contact[] {
    const found = this.contacts.filter(({ person }) => this.#matches(`${person.name} ${person.userId}`));
    // Whom there is nothing to do about comes last.
    const isPresent = ({ person }: Contact) => Number(this.present.has(person.userId));
    return found.toSorted((a, b) => isPresent(a) - isPresent(b));
  }

  #fact({ online, inCall }: Contact): string {
    return t(inCall ? 'page.inCall' : online ? 'page.online' : 'page.offline');
  }

  #row(person: Person, fact: string): TemplateResult {
    const present = this.present.has(person.userId);
    const chosen = this.#isChosen(person);
    return html`<li>
      <label class="rb-panel-row rb-pick" data-disabled=${present} data-testid="invite-${person.userId}">
        ${avatar(person, 40)}
        <span class="rb-panel-text">
          <span class="rb-panel-name rb-el"><bdi>${person.name}</bdi></span>
          <span class="rb-s rb-t2 rb-el">${fact}</span>
        </span>
        ${
          present
            ? html`<span class="rb-s rb-t2">${t('p.in')}</span>`
            : html`<input type="checkbox" class="rb-check" .checked=${chosen} ?disabled=${!chosen && !this.#fits([person])}
                @change=${() => this.#choose(person)} />`
        }
      </label>
    </li>`;
  }

  /** Nobody of the list: the only group found, as far as there is room, or whoever has that id. */
  #chooseOther(id: string): void {
    const [group, ...more] = this.#foundGroups;
    if (group === undefined || more.length > 0) {
      this.#choose(stranger(id));
      return;
    }
    const absent = this.#absent(group.others);
    if (this.#fits(absent)) this.#chooseAll(absent, true);
  }

  /** Whether there is room for them beside whoever is chosen. */
  #fits(people: readonly Person[]): boolean {
    const more = people.filter((person) => !this.#isChosen(person)).length;
    return this.chosen.length + more <= this.places;
  }

  /** In, or out again. A name that was searched for and chosen leaves the field free for the next one. */
  #choose(person: Person): void {
    const others = this.chosen.filter(({ userId }) => userId !== person.userId);
    const isNew = others.length === this.chosen.length;
    if (isNew && !this.#fits([person])) return;
    this.chosen = isNew ? [...this.chosen, person] : others;
    if (isNew) this.query = '';
  }

  readonly #search = (event: Event): void => {
    this.query = (event.currentTarget as HTMLInputElement).value;
  };

  /** Enter in the field takes the only one found; with nothing typed it rings. */
  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const id = this.query.trim();
    if (id !== '') {
      const [only, ...more] = this.#found.filter(({ person }) => !this.present.has(person.userId));
      if (only !== undefined && more.length === 0) this.#choose(only.person);
      else if (only === undefined) this.#chooseOther(id);
      return;
    }
    if (this.chosen.length === 0) return;
    fire(this, { do: 'invite', userIds: this.chosen.map(({ userId }) => userId) });
    this.leave();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'rb-invite': InviteElement;
  }
}
