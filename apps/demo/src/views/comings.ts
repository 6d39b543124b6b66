import type { Call, Refusal } from '../model/call.js';
import type { Group, Member } from '../model/group.js';
import { memberOf } from '../model/group.js';
import type { Person } from '../model/person.js';
import { nameList, t } from '../strings/index.js';
import { absentWords } from './outcome.js';

/** So long comings and goings are gathered before they are said. */
const GATHER_MS = 2_000;

type Coming = 'joined' | Refusal;
const ORDER: readonly Coming[] = ['joined', 'declined', 'busy', 'noAnswer'];

/** Gathers who has come into the group call or does not come, and says it in one go: "Mei and Hana joined". */
export class Comings {
  readonly #say: (text: string) => void;
  #seen: { readonly person: Person; readonly what: Coming }[] = [];
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (text: string) => void) {
    this.#say = say;
  }

  note(before: Call, after: Call): void {
    if (before.phase !== 'group' || after.phase !== 'group' || before.step !== 'talking') return;
    const seen = comings(before, after);
    if (seen.length === 0) return;
    this.#seen.push(...seen);
    this.#timer ??= setTimeout(() => this.#flush(), GATHER_MS);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#seen = [];
  }

  #flush(): void {
    const said = ORDER.map((what) =>
      words(
        this.#seen.filter((seen) => seen.what === what).map(({ person }) => person),
        what,
      ),
    );
    this.stop();
    this.#say(said.filter((text) => text !== '').join('. '));
  }
}

function comings(before: Group, after: Group): { person: Person; what: Coming }[] {
  return after.members.flatMap((member) => {
    const what = comingOf(memberOf(before, member.person.userId), member);
    return what === null ? [] : [{ person: member.person, what }];
  });
}

function comingOf(before: Member | undefined, { part }: Member): Coming | null {
  if (part.is === 'in') return before?.part.is === 'in' ? null : 'joined';
  if (part.is !== 'gone') return null;
  // Who has left is told by a notice.
  return before?.part.is === 'gone' || part.why === 'left' ? null : part.why;
}

function words(people: readonly Person[], what: Coming): string {
  if (people.length === 0) return '';
  return what === 'joined' ? t('p.joined', { names: nameList(people) }) : absentWords(people, what);
}
