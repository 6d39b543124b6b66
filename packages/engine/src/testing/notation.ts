import { TUICallEvent } from '../events/names.js';
import type { TestEngine } from './test-engine.js';

const NAMES = new Map(Object.entries(TUICallEvent).map(([name, value]) => [value, name]));
const CANCEL = [
  TUICallEvent.ON_CALL_NOT_CONNECTED,
  TUICallEvent.ON_CALL_CANCELED,
  TUICallEvent.CALLING_CANCEL,
].join();

/** What was heard as spec/scenarios.md writes it: three events that stand for a CANCEL are one, if they came in their order. */
export function notation(heard: TestEngine['heard']): string[] {
  const told: string[] = [];
  for (let at = 0; at < heard.length; at += 1) {
    const isCancel =
      heard
        .slice(at, at + 3)
        .map(({ event }) => event)
        .join() === CANCEL;
    told.push(one(heard[at], isCancel));
    if (isCancel) at += 2;
  }
  return told;
}

function one(heard: TestEngine['heard'][number] | undefined, isCancel: boolean): string {
  if (!heard) return '';
  const it = heard.payload as Record<string, unknown>;
  if (isCancel) return `CANCEL{${it.userID}, ${it.reason}}`;
  switch (heard.event) {
    case TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE:
      return `LIST{[${it.userIDList}],[${it.invitingUserIDList}]}`;
    case TUICallEvent.NO_RESP:
      return `NO_RESP{${it.sponsor}, [${it.userIDList}]}`;
    case TUICallEvent.CALLING_END:
      return `CALLING_END{${it.userID}, ${it.reason}}`;
    default: {
      const name = NAMES.get(heard.event) ?? heard.event;
      return it.userID === undefined ? name : `${name}{${it.userID}}`;
    }
  }
}
