import type { Call } from './call.js';
import type { Model } from './model.js';
import type { NoticeBody } from './notice.js';
import type { Person } from './person.js';

interface About {
  readonly person: Person;
}

/** A profile was learned, or has changed: whoever is shown with an older one changes, wherever he is. */
export function withPerson(model: Model, person: Person): Model {
  const { session, contacts, groups, recents, call, notices } = model;
  const isMe = session.state === 'in' && session.me.userId === person.userId;
  return {
    ...model,
    session: isMe ? { ...session, me: person } : session,
    contacts: contacts.map((contact) => renewed(contact, person)),
    groups: groups.map((group) => ({
      ...group,
      others: group.others.map((known) => (known.userId === person.userId ? person : known)),
    })),
    recents: recents?.map((recent) => renewedAll(recent, person)) ?? null,
    call: callWith(call, person),
    notices: notices.map((notice) => ({ ...notice, body: bodyWith(notice.body, person) })),
  };
}

function renewed<T extends About>(item: T, person: Person): T {
  return item.person.userId === person.userId ? { ...item, person } : item;
}

function renewedAll<T extends About & { readonly group: readonly Person[] | null }>(
  item: T,
  person: Person,
): T {
  const group = item.group?.map((known) => (known.userId === person.userId ? person : known)) ?? null;
  return { ...renewed(item, person), group };
}

function callWith(call: Call, person: Person): Call {
  switch (call.phase) {
    case 'idle':
      return call;
    case 'group':
      return { ...call, members: call.members.map((member) => renewed(member, person)) };
    case 'incoming':
    case 'ended':
      return renewedAll(call, person);
    default:
      return renewed(call, person);
  }
}

function bodyWith(body: NoticeBody, person: Person): NoticeBody {
  return 'person' in body ? renewed(body, person) : body;
}
