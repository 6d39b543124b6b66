import { TUIErrorCode } from '@ringback/engine';
import type { Outcome } from '../model/call.js';
import type { Retry } from '../model/notice.js';
import type { Environment } from './environment.js';
import { codeOf, messageOf, troubleOf } from './errors.js';
import type { NoticeBoard } from './notice-board.js';

/** A call could not be placed: an end screen where it is about the person called, else a notice over the page. */
export function notPlaced(
  { store }: Environment,
  notices: NoticeBoard,
  error: unknown,
  retry: Extract<Retry, { what: 'call' }>,
): void {
  const outcome = retry.people.length === 1 ? outcomeOf(codeOf(error)) : null;
  if (outcome !== null) {
    store.dispatch({ type: 'failed', outcome });
    return;
  }
  store.dispatch({ type: 'over' });
  const trouble = troubleOf(error);
  const message = messageOf(error);
  if (trouble !== null) {
    notices.show({ kind: 'trouble', device: 'mic', trouble, retry });
    return;
  }
  switch (codeOf(error)) {
    case TUIErrorCode.ERROR_REQUEST_REFUSED:
      notices.show({ kind: 'elsewhere' });
      return;
    case TUIErrorCode.ERROR_TOO_MANY:
      notices.show({ kind: 'tooMany', message });
      return;
    default:
      notices.show({ kind: 'notPlaced', message });
  }
}

function outcomeOf(code: number): Outcome | null {
  switch (code) {
    case TUIErrorCode.ERROR_INVALID_SEND_FAIL:
      return { why: 'unknownUser' };
    case TUIErrorCode.ERROR_BLACKLIST:
      return { why: 'blocked' };
    case TUIErrorCode.ERROR_SIGNALING_SEND_FAIL:
      return { why: 'failed' };
    default:
      return null;
  }
}
