import type { Absence, Group, Member } from '../model/group.js';
import type { Joinable } from '../model/joinable.js';
import { toggle } from '../model/live.js';
import type { Model } from '../model/model.js';
import type { Person } from '../model/person.js';
import { steady } from '../model/reduce-live.js';
import { NO_VOICES, type Voice } from '../model/voices.js';
import { base, incoming, me, monotonic, own, person } from './fixtures.js';

/** Group calls of every kind and size with invented people. */
const NAMES = [
  'Amara Okafor',
  'Jonas Lindqvist',
  'Mei Tanaka',
  'Rafael Duarte',
  'Priya Nair',
  'Tomasz Zieliński',
  'Sofia Marchetti',
  'Leila Haddad',
  'Noah Becker',
  'Hana Kovářová',
  'Ifeoma Obi',
  'Daniel Kim',
];
export const people = NAMES.map(person);
const [amara, jonas, mei, rafael, priya] = people as [Person, Person, Person, Person, Person];
const hana = person('Hana Kovářová');
const noah = person('Noah Becker');
const good = { level: 1, upLoss: 0, downLoss: 0, delay: 24 };
const weak = { level: 4, upLoss: 9, downLoss: 4, delay: 380 };

interface Here {
  readonly muted?: boolean;
  readonly dark?: boolean;
  readonly weak?: boolean;
  readonly lost?: boolean;
}

function here(who: Person, { muted, dark, weak: isWeak, lost }: Here = {}): Member {
  const grace = lost ? { until: monotonic + 14_000 } : null;
  const quality = isWeak ? weak : good;
  return {
    person: who,
    part: { is: 'in', peer: { audio: !muted, video: !dark, lost: grace, quality } },
  };
}

const rings = (who: Person, reached = true): Member => ({ person: who, part: { is: 'ringing', reached } });
const gone = (who: Person, why: Absence, tile = true): Member => ({
  person: who,
  part: { is: 'gone', why, at: new Date().setHours(9, 44), tile },
});
const self: Member = { person: me, part: { is: 'self' } };
const speaking = (...who: Person[]): Group['voices'] => ({
  heard: Object.fromEntries(who.map(({ userId }) => [userId, { is: 'holds', since: 0 } satisfies Voice])),
  speaker: who[0]?.userId ?? null,
});

function group(members: readonly Member[], more: Partial<Group> = {}): Group {
  return {
    phase: 'group',
    callId: 'Zk2vQ0yqS1mH3nB8xw7TLg',
    groupId: 'sheet-four',
    media: 'video',
    step: 'talking',
    since: monotonic - 728_000,
    members,
    own: own(true),
    lost: null,
    quality: good,
    weakness: steady(0),
    voices: speaking(amara),
    ...more,
  };
}

/** `n` people, whoever sits here the fourth of them. */
const of = (n: number): Member[] => {
  const others = people.slice(0, n - 1).map((who, at) => here(who, { muted: at % 3 === 1, dark: at === 6 }));
  return others.toSpliced(Math.min(3, n - 1), 0, self);
};

const six = [here(amara), here(jonas, { weak: true }), here(mei), self, rings(hana), gone(noah, 'declined')];

const calls: Record<string, Model['call']> = {
  ...Object.fromEntries([2, 3, 4, 5, 6, 7, 8, 9, 12].map((n) => [`group-${n}`, group(of(n))])),
  'group-6-ringing-declined': group(six),
  'group-outgoing': group([self, ...[mei, rafael, hana, noah, amara].map((who, at) => rings(who, at < 3))], {
    step: 'ringing',
    voices: NO_VOICES,
  }),
  'group-joining': group([here(amara), here(mei), self], {
    step: 'joining',
    own: own(false),
    voices: NO_VOICES,
  }),
  'group-audio': group(
    [
      here(amara),
      here(jonas, { muted: true }),
      here(mei),
      self,
      here(rafael, { muted: true }),
      here(priya, { muted: true }),
    ],
    { media: 'audio', own: own(false) },
  ),
  'group-own-off': group(of(4), {
    own: { mic: toggle(false), cam: toggle(false), speaker: true },
    voices: NO_VOICES,
  }),
  'group-reconnecting': group([
    here(amara),
    here(jonas, { lost: true }),
    here(mei, { lost: true, dark: true }),
    self,
  ]),
  'group-self-lost': group(of(4), { lost: { until: monotonic + 14_000 } }),
  'group-weak': group(of(4), {
    quality: weak,
    weakness: { low: true, since: 0, shown: true, said: true },
  }),
  'group-panel': group([
    self,
    here(amara),
    here(jonas, { muted: true, weak: true }),
    here(mei),
    here(rafael, { muted: true, dark: true }),
    rings(hana),
    gone(noah, 'declined', false),
    gone(person('Tomasz Zieliński'), 'left', false),
  ]),
  'incoming-group': incoming('video', priya, {
    group: [mei, rafael, hana, noah, amara, jonas],
  }),
  'incoming-group-audio': incoming('audio', priya, { group: [mei, rafael] }),
  'ended-nobody': {
    phase: 'ended',
    person: mei,
    group: [mei, hana, noah],
    groupId: '',
    media: 'video',
    outcome: {
      why: 'nobody',
      rangFor: 30,
      refusals: [
        { person: mei, why: 'declined' },
        { person: hana, why: 'noAnswer' },
        { person: noah, why: 'noAnswer' },
      ],
    },
  },
};

const open: Joinable = {
  callId: 'Zk2vQ0yqS1mH3nB8xw7TLg',
  isGroup: true,
  groupId: '',
  media: 'video',
  people: [amara, jonas, mei, rafael],
  since: Date.now() - 728_000,
  device: null,
};

export const groupFixtures: Record<string, Model> = {
  ...Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, { ...base, call }])),
  'group-left': {
    ...base,
    call: group(of(4)),
    notices: [{ id: 1, body: { kind: 'left', person: person('Tomasz Zieliński') } }],
  },
  'home-elsewhere': { ...base, elsewhere: { ...open, device: 'Kai’s laptop' } },
  'home-invited': { ...base, invitation: { is: 'open', callId: open.callId, call: open } },
  'home-invited-many': {
    ...base,
    invitation: {
      is: 'open',
      callId: open.callId,
      call: { ...open, media: 'audio', people: people.slice(0, 7), since: Date.now() - 3_760_000 },
    },
  },
  'float-group': { ...base, minimised: true, call: group(of(5)) },
  'float-group-dark': {
    ...base,
    minimised: true,
    call: group([here(amara, { dark: true }), here(jonas), self]),
  },
  'float-group-lost': {
    ...base,
    session: { state: 'in', me, link: 'down' },
    minimised: true,
    call: group(of(5), { own: own(true, false), lost: { until: monotonic + 14_000 } }),
  },
  'float-group-audio': { ...base, minimised: true, call: group(of(6), { media: 'audio', own: own(false) }) },
  'home-invited-gone': { ...base, invitation: { is: 'gone', callId: open.callId } },
};
