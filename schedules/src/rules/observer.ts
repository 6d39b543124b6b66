import { Code } from '@ringback/protocol';
import type { TUICallEventMap } from '../../../packages/engine/src/events/map.js';
import { TUICallEvent, type TUICallEventName } from '../../../packages/engine/src/events/names.js';
import { begun, CAUSE, type Current, type Payload, SAID, type SeenEnd } from './seen.js';

/**
 * What one app hears of its engine, read as a strict app would: every event must make sense where it comes. It knows nothing of
 * engine and server, only the rules of the scenarios.
 */
export class AppObserver {
  readonly faults: string[] = [];
  readonly ends: SeenEnd[] = [];
  readonly #userId: string;
  #current: Current | null = null;
  /** Calls that this app has left; their end event may still be on its way. */
  readonly #left = new Map<string, Current>();
  #hears = false;
  /** Changes when the app logs out: what it was promised before says nothing any more. */
  #logins = 0;
  /** Own ways into a call that are not settled. */
  #entering = 0;
  /** The link has just come back: what the call came to meanwhile is told in short, by its end alone (S1-30). */
  #isJustBack = false;
  /** An event that must follow at once, with this payload. */
  #next: { readonly event: TUICallEventName; readonly payload: unknown } | null = null;

  constructor(userId: string) {
    this.#userId = userId;
  }

  get phase(): Current['phase'] | 'idle' {
    return this.#current && !this.#current.left ? this.#current.phase : 'idle';
  }

  get callId(): string | null {
    return this.#current?.callId ?? null;
  }

  get met(): readonly string[] {
    return [...(this.#current?.met ?? [])].sort();
  }

  /** LIST as it was last told: who is in, and who rings; null: it was not. */
  get list(): readonly [readonly string[], readonly string[]] | null {
    const current = this.#current;
    if (!current?.rings) return null;
    return [[...current.met, this.#userId].sort(), [...current.rings].sort()];
  }

  /** Calls that were begun here and whose end was not seen (G-04). */
  get unended(): readonly string[] {
    return [...this.#left.keys(), ...(this.#current ? [this.#current.callId] : [])];
  }

  /** `login()` was called: from here on there are events. */
  hear(): void {
    this.#hears = true;
  }

  /** `logout()` was called, or the page is gone: nothing may come any more (S1-32). */
  deaf(): void {
    this.#logins += 1;
    this.#hears = false;
    this.#current = null;
    this.#left.clear();
  }

  /**
   * `call()`, `calls()`, `join()` or `accept()` was called; until it is settled no ring may be shown (G-15).
   * @returns what to call when it is, with the call to which it has resolved; null: it was rejected
   */
  entering(): (callId: string | null) => void {
    const logins = this.#logins;
    this.#entering += 1;
    return (callId) => {
      this.#entering -= 1;
      if (callId !== null && logins === this.#logins) this.#entered(callId);
    };
  }

  /** `hangup()` or `reject()` of this call has resolved: the next call may begin before the end of this one was seen. */
  leftCall(callId: string): void {
    if (this.#current?.callId === callId) this.#current.left = true;
  }

  see<K extends TUICallEventName>(event: K, payload: TUICallEventMap[K]): void {
    this.#expect(this.#hears, `${event} on an engine that is logged out (S1-32)`);
    const expected = this.#next;
    this.#next = null;
    if (expected) {
      this.#expect(event === expected.event, `${event} where ${expected.event} must follow`);
      this.#expect(payload === expected.payload, `${event} with another payload than the one before`);
      if (event === TUICallEvent.ON_CALL_CANCELED) this.#follow(TUICallEvent.CALLING_CANCEL, payload);
      return;
    }
    this.#take(event, payload as unknown as Payload);
    this.#isJustBack =
      event === TUICallEvent.ON_LINK_CHANGED && (payload as { state?: string }).state === 'connected';
  }

  #take(event: TUICallEventName, it: Payload): void {
    switch (event) {
      case TUICallEvent.ON_CALL_RECEIVED:
        this.#received(it);
        return;
      case TUICallEvent.ON_CALL_BEGIN:
        this.#about(event, it.callId);
        this.#expect(this.#current?.phase !== 'talking', 'ON_CALL_BEGIN twice (G-04)');
        if (this.#current) this.#current.phase = 'talking';
        return;
      case TUICallEvent.ON_CALL_RESTORED:
        this.#expect(this.#current === null, 'ON_CALL_RESTORED while in a call');
        this.#current = begun(it.callId, 'calling');
        return;
      case TUICallEvent.USER_ACCEPT:
      case TUICallEvent.ON_USER_RINGING:
      case TUICallEvent.ON_USER_LINK_CHANGED:
        this.#about(event, it.callId);
        this.#expect(it.userID !== this.#userId, `${event} about oneself`);
        return;
      case TUICallEvent.USER_ENTER:
        this.#about(event, it.callId);
        this.#expect(this.#current?.phase === 'talking', 'USER_ENTER before ON_CALL_BEGIN');
        this.#expect(!this.#current?.met.has(it.userID), `USER_ENTER of ${it.userID} twice`);
        this.#current?.met.add(it.userID);
        this.#current?.rings?.delete(it.userID);
        return;
      case TUICallEvent.ON_USER_INVITING:
        this.#about(event, it.callId);
        this.#current?.rings?.add(it.userID);
        return;
      case TUICallEvent.USER_LEAVE:
        this.#about(event, it.callId);
        this.#gone(event, it.userID);
        this.#current?.told.add('leave').add(`leave ${it.userID}`);
        return;
      case TUICallEvent.LINE_BUSY:
        this.#about(event, it.callId);
        this.#current?.told.add(SAID[event]);
        return;
      case TUICallEvent.REJECT:
      case TUICallEvent.NO_RESP:
        this.#about(event, it.callId);
        for (const userId of it.userIDList ?? [it.userID]) this.#gone(event, userId);
        this.#current?.told.add(SAID[event]);
        return;
      case TUICallEvent.GROUP_CALL_INVITEE_LIST_UPDATE:
        this.#listed(it);
        return;
      case TUICallEvent.USER_AUDIO_AVAILABLE:
      case TUICallEvent.USER_VIDEO_AVAILABLE:
        this.#expect(this.#current?.phase === 'talking', `${event} outside a call`);
        this.#expect(this.#current?.met.has(it.userID) === true, `${event} of ${it.userID}, who is not in`);
        return;
      case TUICallEvent.CALL_TYPE_CHANGED:
        this.#expect(this.#current !== null, `${event} outside a call (G-05)`);
        return;
      case TUICallEvent.ON_CALL_NOT_CONNECTED:
        this.#canceled(it);
        this.#follow(TUICallEvent.ON_CALL_CANCELED, it);
        return;
      case TUICallEvent.ON_CALL_CANCELED:
        this.#expect(
          it.reason === 5 && it.callId !== this.#current?.callId,
          'ON_CALL_CANCELED alone (S1-07)',
        );
        return;
      case TUICallEvent.CALLING_END:
        this.#ended(it);
        return;
      case TUICallEvent.KICKED_OUT:
        this.#expect(this.#current === null, 'KICKED_OUT before the end of the call (S1-19)');
        return;
      case TUICallEvent.ERROR:
        this.#expect(it.code === Code.BLOCKED, `${event} ${it.code} (G-17)`);
        return;
      case TUICallEvent.SDK_READY:
      case TUICallEvent.ON_LINK_CHANGED:
      case TUICallEvent.USER_VOICE_VOLUME:
      case TUICallEvent.ON_USER_NETWORK_QUALITY_CHANGED:
      case TUICallEvent.DEVICED_UPDATED:
        return;
      default:
        this.#expect(false, `${event} out of place: ${JSON.stringify(it)}`);
    }
  }

  #entered(callId: string): void {
    // Answered where it rings, by `join()` too (S2-16), or answered again (G-08).
    if (this.#current?.callId === callId && this.#current.phase !== 'calling') return;
    this.#stepAside();
    this.#expect(this.#current === null, `${callId} was entered while in ${this.#current?.callId}`);
    this.#current = begun(callId, 'calling');
  }

  #received(it: Payload): void {
    this.#stepAside();
    this.#expect(this.#entering === 0, 'RECEIVED while an own way into a call is pending (G-15)');
    this.#expect(this.#current === null, `RECEIVED of ${it.callId} while in ${this.#current?.callId}`);
    this.#expect(
      it.calleeIdList?.includes(this.#userId) === true,
      'RECEIVED without oneself among the callees',
    );
    this.#current = begun(it.callId, 'ringing');
    this.#follow(TUICallEvent.INVITED, it);
  }

  #canceled(it: Payload): void {
    const call = this.#close(TUICallEvent.ON_CALL_NOT_CONNECTED, it.callId);
    this.#expect(it.userID === this.#userId, 'CANCEL with the id of another user (G-02)');
    this.#expect(call?.phase !== 'talking', 'CANCEL after ON_CALL_BEGIN (G-04)');
    const cause = CAUSE[it.reason];
    if (call?.phase !== 'calling' || call.left || this.#isJustBack || cause === undefined) return;
    this.#expect(call.told.has(cause), `CANCEL ${it.reason} without ${cause} before it (G-03)`);
  }

  #ended(it: Payload): void {
    const call = this.#close(TUICallEvent.CALLING_END, it.callId);
    this.#expect(call?.phase === 'talking', 'CALLING_END before ON_CALL_BEGIN (G-04)');
    this.#expect(it.totalTime === it.callEnd, 'totalTime and callEnd differ');
    const { callId, userID: userId, reason, totalTime } = it;
    this.ends.push({ callId, userId, reason, totalTime });
    if (userId === this.#userId || userId === '' || call?.left || this.#isJustBack) return;
    // By whoever cancelled the last ring (S2-19), or by the one who has left, declined or not answered (S2-11).
    const cause = CAUSE[reason] ?? (reason === 6 ? 'leave' : `leave ${userId}`);
    this.#expect(call?.told.has(cause) === true, `CALLING_END by ${userId} without ${cause} (G-03)`);
  }

  /** At most once for each time that he was shown (G-14). */
  #gone(event: string, userId: string): void {
    const { met, rings } = this.#current ?? {};
    const wasShown = [met?.delete(userId), rings?.delete(userId)].includes(true);
    this.#expect(wasShown || !rings, `${event} of ${userId}, who is not shown (G-14)`);
  }

  #listed({ userIDList = [], invitingUserIDList = [] }: Payload): void {
    const current = this.#current;
    this.#expect(current?.phase === 'talking', 'LIST before ON_CALL_BEGIN (G-14)');
    if (!current) return;
    const known = [...current.met, this.#userId].sort().join();
    this.#expect([...userIDList].sort().join() === known, `LIST ${userIDList} but met ${known} (G-14)`);
    current.rings = new Set(invitingUserIDList);
  }

  /** Takes the call away that this ends. */
  #close(event: string, callId: string): Current | null {
    const left = this.#left.get(callId);
    if (left) {
      this.#left.delete(callId);
      return left;
    }
    this.#about(event, callId);
    const current = this.#current;
    this.#current = null;
    return current;
  }

  /** A new call begins: the one that was left waits for its end elsewhere. */
  #stepAside(): void {
    if (!this.#current?.left) return;
    this.#left.set(this.#current.callId, this.#current);
    this.#current = null;
  }

  #follow(event: TUICallEventName, payload: unknown): void {
    this.#next = { event, payload };
  }

  #about(event: string, callId: string): void {
    this.#expect(
      this.#current?.callId === callId,
      `${event} about ${callId}, which is over or unknown (G-05)`,
    );
  }

  #expect(holds: boolean, fault: string): void {
    if (!holds) this.faults.push(`${this.#userId}: ${fault}`);
  }
}
