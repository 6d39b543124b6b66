import type { ServerEvent } from '@ringback/protocol';

type Phase =
  | { readonly at: 'ringing' }
  /** Placed by this device, nobody has answered. */
  | { readonly at: 'calling' }
  | { readonly at: 'talking'; readonly met: Set<string> };

/**
 * What one device has been told, read as a strict client would: every event must make sense where it comes. It knows nothing of the
 * machine, only the rules of the scenarios.
 */
export class Observer {
  #current: { readonly callId: string; phase: Phase } | undefined;
  readonly faults: string[] = [];

  constructor(readonly userId: string) {}

  get callId(): string | undefined {
    return this.#current?.callId;
  }

  get phase(): Phase['at'] | 'idle' {
    return this.#current?.phase.at ?? 'idle';
  }

  /** This device's `call()` was answered with a new ring. */
  placed(callId: string): void {
    this.#expect(this.#current === undefined, 'placed a call while in another');
    this.#current = { callId, phase: { at: 'calling' } };
  }

  /** This device's engine is gone or heard no more of its call (S1-28, S1-32). */
  forget(): void {
    this.#current = undefined;
  }

  see(event: ServerEvent): void {
    switch (event.e) {
      case 'received':
        this.#expect(this.#current === undefined, 'RECEIVED while in a call');
        this.#current = { callId: event.call.callId, phase: { at: 'ringing' } };
        this.#expect(event.userIds.includes(this.userId), 'RECEIVED without oneself among the callees');
        return;
      case 'begin':
        this.#expect(
          this.#current === undefined || this.#current.callId === event.call.callId,
          'ON_CALL_BEGIN of another call',
        );
        this.#expect(this.phase !== 'talking', 'ON_CALL_BEGIN twice (G-04)');
        this.#current = { callId: event.call.callId, phase: { at: 'talking', met: new Set() } };
        return;
      case 'restored':
        this.#current = { callId: event.call.callId, phase: { at: 'calling' } };
        return;
      case 'canceled':
        this.#about(event.call.callId, event.e);
        this.#expect(this.phase !== 'talking', 'CANCEL after ON_CALL_BEGIN (G-04)');
        this.#current = undefined;
        return;
      case 'ended':
        this.#about(event.call.callId, event.e);
        this.#expect(this.phase === 'talking', 'CALLING_END before ON_CALL_BEGIN (G-04)');
        this.#current = undefined;
        return;
      case 'missed':
        this.#expect(this.#current !== undefined, 'busy without being in or ringing (S1-07)');
        return;
      case 'kickedOut':
        this.#expect(this.#current === undefined, 'KICKED_OUT before the end of the call (S1-19)');
        return;
      case 'userEnter':
        this.#about(event.callId, event.e);
        this.#enter(event.userId);
        return;
      case 'members':
        this.#about(event.callId, event.e);
        this.#members(event.inCall);
        return;
      case 'userLeave':
        this.#about(event.callId, event.e);
        if (this.#current?.phase.at === 'talking') this.#current.phase.met.delete(event.userId);
        return;
      default:
        this.#about(event.callId, event.e);
    }
  }

  #enter(userId: string): void {
    const phase = this.#current?.phase;
    this.#expect(phase?.at === 'talking', 'USER_ENTER before ON_CALL_BEGIN');
    if (phase?.at !== 'talking') return;
    this.#expect(!phase.met.has(userId), `USER_ENTER of ${userId} twice`);
    phase.met.add(userId);
  }

  #members(inCall: readonly string[]): void {
    const phase = this.#current?.phase;
    this.#expect(phase?.at === 'talking', 'LIST before ON_CALL_BEGIN (G-14)');
    if (phase?.at !== 'talking') return;
    const known = [...phase.met, this.userId].sort();
    this.#expect(known.join() === [...inCall].sort().join(), `LIST ${inCall} but met ${known}`);
  }

  #about(callId: string, event: string): void {
    this.#expect(this.#current?.callId === callId, `${event} about a call that is over or unknown (G-05)`);
  }

  #expect(holds: boolean, fault: string): void {
    if (!holds) this.faults.push(`${this.userId}: ${fault}`);
  }
}
