import type { Outcome } from '../model/call.js';
import { firstName, type Person } from '../model/person.js';
import type { IconName } from '../parts/icon.js';
import { t, tn } from '../strings/index.js';

export interface OutcomeWords {
  readonly badge: IconName;
  readonly title: string;
  /** '' for none. */
  readonly fact: string;
  readonly again: boolean;
}

/** Every end that is no plain hang-up: what happened, in one sentence and one fact, and whether to offer another try. */
export function outcomeWords(outcome: Outcome, person: Person): OutcomeWords {
  const name = firstName(person);
  switch (outcome.why) {
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
