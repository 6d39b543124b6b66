import { type LiveCall, TUICallType, TUIErrorCode } from '@ringback/engine';
import type { Joinable } from '../model/joinable.js';
import { callIdIn } from '../model/joinable.js';
import type { Directory } from './directory.js';
import type { Environment } from './environment.js';
import { codeOf, messageOf, troubleOf } from './errors.js';
import type { NoticeBoard } from './notice-board.js';

/** Calls that go on without this page: joining one by its id, and taking one over from another device. */
export class Joining {
  readonly #env: Environment;
  readonly #directory: Directory;
  readonly #notices: NoticeBoard;
  readonly #selfId: () => string;

  constructor(env: Environment, directory: Directory, notices: NoticeBoard, selfId: () => string) {
    this.#env = env;
    this.#directory = directory;
    this.#notices = notices;
    this.#selfId = selfId;
  }

  /** Somebody names a call by its id or link: what is known of it is shown, and nobody joins yet. */
  async ask(text: string): Promise<void> {
    const callId = callIdIn(text);
    if (callId === '') {
      this.#notices.show({ kind: 'notJoined', why: 'gone' });
      return;
    }
    this.#env.store.dispatch({ type: 'invitation', invitation: { is: 'looking', callId } });
    await this.#look(callId);
  }

  drop(): void {
    this.#env.store.dispatch({ type: 'invitation', invitation: null });
  }

  /** Reads again what is shown; `isInCall`: whoever sits here is in a call, on whichever device. */
  async refresh(isInCall: boolean): Promise<void> {
    const { call, invitation, elsewhere } = this.#env.store.model;
    const isFree = call.phase === 'idle' || call.phase === 'ended';
    if (isFree && isInCall) await this.#lookElsewhere();
    else if (elsewhere !== null) this.#env.store.dispatch({ type: 'elsewhere', call: null });
    if (invitation !== null && invitation.is !== 'gone') await this.#look(invitation.callId);
  }

  /** The server decides whether it is joining, answering or taking over. */
  async join(callId: string): Promise<void> {
    const { clock, engine, journal, store } = this.#env;
    const { call, invitation, elsewhere } = store.model;
    if (call.phase !== 'idle' && call.phase !== 'ended') return;
    const known =
      elsewhere?.callId === callId ? elsewhere : invitation?.is === 'open' ? invitation.call : null;
    const at = clock.now();
    store.dispatch({
      type: 'join',
      callId,
      self: this.#directory.person(this.#selfId()),
      people: known?.people ?? [],
      isGroup: known?.isGroup ?? true,
      groupId: known?.groupId ?? '',
      media: known?.media ?? 'audio',
      at,
    });
    try {
      await journal.method('join', [{ callId }], () => engine().join({ callId }));
      this.drop();
    } catch (error) {
      const now = store.model.call;
      if ((now.phase !== 'group' && now.phase !== 'outgoing') || now.since !== at) return;
      store.dispatch({ type: 'over' });
      this.#refused(error, callId);
    }
  }

  #refused(error: unknown, callId: string): void {
    const trouble = troubleOf(error);
    const code = codeOf(error);
    if (trouble !== null) {
      this.#notices.show({ kind: 'trouble', device: 'mic', trouble, retry: { what: 'join', callId } });
    } else if (code === TUIErrorCode.NO_SUCH_CALL) {
      this.#env.store.dispatch({ type: 'invitation', invitation: { is: 'gone', callId } });
      this.#notices.show({ kind: 'notJoined', why: 'gone' });
    } else if (code === TUIErrorCode.CALL_FULL) this.#notices.show({ kind: 'notJoined', why: 'full' });
    else this.#notices.show({ kind: 'notPlaced', message: messageOf(error) });
  }

  async #look(callId: string): Promise<void> {
    const { engine, store } = this.#env;
    const calls = await engine()
      .getLiveCalls({ callId })
      .catch(() => null);
    // Without a link nothing is known; and meanwhile another call may be asked for, or none.
    if (calls === null || store.model.invitation?.callId !== callId) return;
    const [call] = calls;
    const invitation =
      call === undefined
        ? ({ is: 'gone', callId } as const)
        : ({ is: 'open', callId, call: this.#joinable(call) } as const);
    store.dispatch({ type: 'invitation', invitation });
  }

  async #lookElsewhere(): Promise<void> {
    const { engine, store } = this.#env;
    const calls = await engine()
      .getLiveCalls()
      .catch(() => null);
    if (calls === null) return;
    const call = calls.map((live) => this.#joinable(live)).find(({ device }) => device !== null);
    store.dispatch({ type: 'elsewhere', call: call ?? null });
  }

  #joinable({ callId, isFromGroup, groupID, callMediaType, users, deviceName }: LiveCall): Joinable {
    const inside = users.filter(({ state }) => state === 'in');
    return {
      callId,
      isGroup: isFromGroup,
      groupId: groupID,
      media: callMediaType === TUICallType.VIDEO_CALL ? 'video' : 'audio',
      people: inside
        .filter(({ userID }) => userID !== this.#selfId())
        .map(({ userID }) => this.#directory.person(userID)),
      since: secondOf(inside.map(({ since }) => since)),
      device: deviceName ?? null,
    };
  }
}

/** Talk begins when the second comes in. */
function secondOf(times: readonly number[]): number {
  const [first = 0, second = first] = times.toSorted((a, b) => a - b);
  return second;
}
