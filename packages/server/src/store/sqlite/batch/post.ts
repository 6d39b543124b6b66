import type { Mail } from '@ringback/calls';
import type { CommandAnswer } from '@ringback/protocol';
import { Entry, EventTexts } from '../memory/entry.js';
import type { AppDraft } from './app-draft.js';
import type { Asker } from './asker.js';
import type { Posted } from './box-draft.js';
import type { Draft } from './draft.js';

/** From so many devices on, what is told to all of them is written once for all: for a pair, remembering it costs more. */
const MANY = 3;

/** Puts a commit's mail and the answer to the one who asked into the inboxes. */
export function post(
  draft: Draft,
  app: AppDraft,
  mail: readonly Mail[],
  asker: Asker | null,
): readonly Posted[] {
  if (asker?.answer) app.box(asker.userId, asker.deviceId).answers.push(asker.answer);
  const all = withAnswer(mail, asker);
  const texts = all.length < MANY ? null : new EventTexts();
  return all.map((one) => {
    const answer = asker && isFor(one, asker) ? asker.answer : null;
    return postOne(draft, app, one, answer, texts);
  });
}

/** With a mail of its own for an answer that must be kept and would have none. */
function withAnswer(mail: readonly Mail[], asker: Asker | null): readonly Mail[] {
  if (!asker?.mustKeep || mail.some((one) => isFor(one, asker))) return mail;
  return [...mail, { userId: asker.userId, deviceId: asker.deviceId, events: [] }];
}

function postOne(
  draft: Draft,
  app: AppDraft,
  { userId, deviceId, events }: Mail,
  answer: CommandAnswer | null,
  texts: EventTexts | null,
): Posted {
  const box = app.box(userId, deviceId);
  const entry = new Entry(box.lastSeq + 1, answer ?? undefined, events, texts);
  const posted = { row: draft.nextEntryRow(), appId: app.live.appId, userId, deviceId, entry };
  box.entries.push(posted);
  return posted;
}

const isFor = (mail: Mail, { userId, deviceId }: Asker): boolean =>
  mail.userId === userId && mail.deviceId === deviceId;
