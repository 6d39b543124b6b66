import type { Outcome, Refusal } from '../model/call.js';
import { firstName, type Person } from '../model/person.js';
import type { IconName } from '../parts/icon.js';
import { nameList, t, tn } from '../strings/index.js';

export interface OutcomeWords {
  readonly badge: IconName;
  readonly title: string;
  /** '' for none. */
  readonly fact: string;
  readonly again: boolean;
}

/** Every end that is no plain hang-up: what happened, in one sentence and one fact, and whether to offer another try. */
export function outcomeWords(
  outcome: Outcome,
  person: Person,
  group: readonly Person[] | null = null,
): OutcomeWords {
  const name = group === null ? firstName(person) : nameList(group);
  switch (outcome.why) {
    case 'nobody':
      return words('phone-missed', t('end.noneAnswered'), refusalWords(outcome.refusals), true);
    case 'noAnswer':
      return words('phone-missed', t('end.noAnswer', { name }), tn('end.rangFor', outcome.rangFor), true);
    case 'busy':
      return words('phone-call', t('end.busy', { name }), t('end.busy.hint'), true);
    case 'declined':
      return words('phone-off', t('end.declined', { name }), '', true);
    case 'offline':
      return words('wifi-off', t('end.offline'), t('end.offline.hint'), true);
    case 'peerLost':
      return words('wifi-off', t('end.peerLost', { name }), t('end.peerLost.hint'), true);
    case 'unknownUser':
      return words('ban', t('end.unknownUser', { name }), t('end.unknownUser.hint'), false);
    case 'blocked':
      return words('ban', t('end.blocked', { name }), '', false);
    case 'server':
      return words('circle-alert', t('end.server'), '', false);
    case 'failed':
      return words('wifi-off', t('end.failed'), '', true);
  }
}

function words(badge: IconName, title: string, fact: string, again: boolean): OutcomeWords {
  return { badge, title, fact, again };
}

/** "Mei declined · Hana and Noah didn’t answer": who did not come, by reason. */
function refusalWords(refusals: Extract<Outcome, { why: 'nobody' }>['refusals']): string {
  return (['declined', 'busy', 'noAnswer'] as const)
    .map((why) =>
      absentWords(
        refusals.filter((refusal) => refusal.why === why).map(({ person }) => person),
        why,
      ),
    )
    .filter((said) => said !== '')
    .join(' · ');
}

/** '' for nobody. */
export function absentWords(people: readonly Person[], why: Refusal): string {
  const names = nameList(people);
  if (names === '') return '';
  switch (why) {
    case 'declined':
      return t('p.nDeclined', { names });
    case 'busy':
      return tn('p.nBusy', people.length, { names });
    case 'noAnswer':
      return t('p.nNoAnswer', { names });
  }
}
