import type { IceCandidate, PathSignal } from '@ringback/protocol';
import type { Arrival, PreparedAnswer, RecoveryCause } from '../plane.js';
import { Connection, type Outgoing, type SentDescription, type Tracks } from './connection.js';
import { Mender } from './mender.js';
import { withoutCandidates } from './sdp.js';
import { Turns } from './turns.js';

export interface PairHooks {
  send(signal: PathSignal): void;
  /** What arrives from this user has changed; never before `enter`. */
  incoming(tracks: Tracks): void;
  outgoing(): Outgoing;
  fault(error: unknown): void;
}

/** A prepared offer without an answer is sent again so soon after `enter`: it seems that the callee never saw it. */
const REMIND_MS = 300;
/**
 * Where nothing was prepared the impolite side offers at once, and so does one that has moved; else the polite one when no offer came by then.
 * Offers of slow pages cross otherwise, and one of them was for nothing.
 */
const POLITE_START_MS = 3_000;
/** So often an offer is sent again before it is given up: the other side may be unable to answer just this one. */
const MOST_REMINDERS = 2;
/** Signals kept until `enter`. An accept brings an answer and a few batches of candidates. */
const MAX_HELD = 20;

/**
 * The path to one user. A caller's offer is written before the call, and gathered for once the server knows the call and has told the TURN
 * credentials: it rings meanwhile. A callee gathers while it rings, without them, and where that does not suffice restarts ICE soon
 * after; where everything is relayed he gathers with the answer to his accept.
 * Until `enter` it prepares and waits: nothing is attached, no address of the other side is used, and the own ones go no further than
 * the server, which holds them back (G-19). Everything that touches the connection runs one after the other, in the order in which it came.
 *
 * Glare is settled as in perfect negotiation: the polite side takes its offer back, the impolite one ignores the other's.
 * Taken back means a new connection rather than a rollback, which would leave this side's transceivers in it beside the
 * other's and need another round to pair them up.
 */
export class Pair {
  #configuration: RTCConfiguration;
  readonly #polite: boolean;
  readonly #hooks: PairHooks;
  readonly #mender: Mender;
  #phase: 'waiting' | 'entered' | 'closed' = 'waiting';
  #connection: Connection | null = null;
  /** The answer that was prepared while it rang. */
  #prepared: { readonly offer: string; readonly answer: SentDescription; handedOver: boolean } | null = null;
  #bound = false;
  /** Of the offer that waits. */
  #reminders = 0;
  #held: PathSignal[] = [];
  readonly #turns: Turns;
  #startTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(configuration: RTCConfiguration, polite: boolean, hooks: PairHooks) {
    this.#configuration = configuration;
    this.#polite = polite;
    this.#hooks = hooks;
    this.#turns = new Turns((error) => hooks.fault(error));
    this.#mender = new Mender(polite, (attempt) => this.#mend(attempt));
  }

  get state(): RTCPeerConnectionState {
    return this.#connection?.state ?? 'new';
  }

  /** Caller, before the call. Rejects where the browser makes no connection. */
  prepareOffer(): Promise<string> {
    return this.#turns.take(async () => (await this.#replace().offer()).sdp);
  }

  /** The path still begins with this offer: nothing of the other side has overtaken it. */
  beginsWith(offer: string): boolean {
    return this.#connection?.beganWith(offer) ?? false;
  }

  /** For this connection's next gathering, and for those that replace it. */
  configure(configuration: RTCConfiguration): void {
    this.#configuration = configuration;
    this.#turns.do(async () => this.#connection?.configure(configuration));
  }

  /** The server knows this user to be in the call, and holds back what must not be told yet. */
  bind(): void {
    this.#bound = true;
    this.#connection?.outbox.release();
    this.#turns.do(() => this.#gather());
  }

  /** Callee: prepares the answer to the offer that came with the ring. Nothing is sent. */
  prepareAnswer(offer: string): void {
    this.#turns.do(async () => {
      const connection = this.#replace();
      const answer = await connection.answer(withoutCandidates(offer));
      this.#prepared = { offer, answer, handedOver: false };
      if (this.#configuration.iceTransportPolicy !== 'relay') await this.#gather();
    });
  }

  /** Callee: what accept carries. `{}`: nothing could be prepared. */
  async prepared(): Promise<PreparedAnswer> {
    await this.#turns.over();
    // A browser may give up a path on which nothing comes while it rings long.
    if (this.#prepared && this.state === 'failed') {
      this.prepareAnswer(this.#prepared.offer);
      await this.#turns.over();
    }
    if (!this.#prepared || !this.#connection) return {};
    this.#prepared.handedOver = true;
    return { answer: this.#prepared.answer.sdp, candidates: this.#connection.outbox.take() };
  }

  receive(signal: PathSignal): void {
    if (this.#phase === 'entered') this.#turns.do(() => this.#take(signal));
    else if (this.#phase === 'waiting' && this.#held.length < MAX_HELD) this.#held.push(signal);
  }

  /** The server's word (G-19). */
  enter(arrival: Arrival = 'new'): void {
    if (this.#phase !== 'waiting') return;
    this.#phase = 'entered';
    // Not in turn: a camera needs as long to deliver its first frame as the rest of this.
    this.#attach().catch((error: unknown) => this.#hooks.fault(error));
    this.#turns.do(() => this.#open());
    for (const signal of this.#held.splice(0)) this.#turns.do(() => this.#take(signal));
    this.#turns.do(() => this.#begin(arrival));
  }

  recover(cause: RecoveryCause): void {
    if (this.#phase !== 'entered') return;
    this.#turns.do(async () => {
      const connection = this.#connection;
      if (!connection || (cause === 'link' && connection.state === 'connected')) return;
      if (cause === 'link' && connection.unanswered) return this.#remind();
      if (connection.unanswered || connection.negotiated) await this.#offerFrom(connection);
    });
  }

  /** Own tracks or bounds changed. */
  refresh(): void {
    this.#turns.do(() => this.#attach());
  }

  /** null: there is nothing to measure yet. */
  async statistics(): Promise<RTCStatsReport | null> {
    // A connection that is closed meanwhile has no statistics any more.
    return (await this.#connection?.statistics().catch(() => null)) ?? null;
  }

  close(): void {
    this.#phase = 'closed';
    this.#turns.close();
    clearTimeout(this.#startTimer);
    this.#mender.stop();
    this.#connection?.close();
    this.#connection = null;
  }

  async #open(): Promise<void> {
    if (this.#prepared?.handedOver === false) this.#say(this.#prepared.answer);
    await this.#gather();
    this.#connection?.outbox.release();
  }

  /** What was prepared has been used by now; what is missing is begun. */
  async #begin(arrival: Arrival): Promise<void> {
    const connection = this.#connection;
    if (!connection) {
      if (!this.#polite || arrival === 'moved') return this.#offerAnew();
      return this.#later(POLITE_START_MS, async () => {
        if (!this.#connection) await this.#offerAnew();
      });
    }
    if (connection.unanswered) this.#later(REMIND_MS, async () => this.#remind());
    if (connection.outdated) this.#mender.expectLittle();
    else this.#mender.expect(connection.unanswered ? 'answer' : 'path');
    this.#mender.watch(connection.state);
  }

  async #take(signal: PathSignal): Promise<void> {
    if (signal.kind === 'candidates') return this.#connection?.addCandidates(signal.candidates);
    if (signal.type === 'offer') return this.#takeOffer(signal.sdp);
    const connection = this.#connection;
    // To an offer of the page or device before this one: whoever answers it begins nothing by himself.
    if (!connection) return this.#offerAnew();
    if (!connection.awaits(signal.sdp)) return;
    // Of a path that it has begun anew the other side knows nothing before, and this one can only do the same.
    if (connection.authorOf(signal.sdp) === 'stranger') return this.#offerAnew();
    await connection.accept(signal.sdp);
    this.#mender.expect('path');
    await this.#attach();
  }

  async #takeOffer(offer: string): Promise<void> {
    const before = this.#connection;
    const given = before?.answerTo(offer);
    if (given) return this.#repeat(given);
    if (before?.unanswered && !this.#polite) return this.#remind();
    // First of all, so that an offer that cannot be answered leaves no path that nobody mends.
    if (before) this.#mender.join();
    this.#mender.expect('answer');
    const connection = before?.authorOf(offer) === 'partner' ? before : this.#replace();
    const answer = await connection.answer(offer);
    await connection.gather();
    if (connection !== this.#connection) return;
    this.#say(answer);
    this.#mender.expect('path');
    await this.#attach();
  }

  /** The offer that waits; whoever has answered it answers the same again. */
  #remind(): void {
    const offer = this.#connection?.unanswered;
    if (offer) this.#repeat(offer);
  }

  /** With all its candidates: the other side may have got none of them. */
  #repeat(description: SentDescription): void {
    this.#say(description);
    this.#connection?.outbox.resend();
  }

  /**
   * What costs least goes first. An offer that waits is sent again, for its answer may be on its way from a slow page; else ICE is restarted,
   * which keeps what plays; then, in turns, a connection from scratch.
   */
  #mend(attempt: number): void {
    this.#turns.do(async () => {
      const connection = this.#connection;
      if (this.#mender.isWaiting) return;
      if (connection?.state === 'connected') return this.#mender.watch('connected');
      if (connection?.unanswered && this.#reminders < MOST_REMINDERS) {
        this.#reminders += 1;
        this.#remind();
        return this.#mender.expect('answer');
      }
      if (connection?.negotiated && attempt % 2 === 1) return this.#offerFrom(connection);
      return this.#offerAnew();
    });
  }

  async #offerAnew(): Promise<void> {
    // First of all, so that a failure to make a connection is tried again too.
    this.#mender.expect('answer');
    await this.#offerFrom(this.#replace());
    await this.#attach();
  }

  async #offerFrom(connection: Connection): Promise<void> {
    this.#mender.expect('answer');
    this.#reminders = 0;
    const offer = await connection.offer();
    await connection.gather();
    if (connection !== this.#connection) return;
    this.#say(offer);
    this.#mender.expect('answer');
  }

  /** What is prepared takes effect. */
  async #gather(): Promise<void> {
    if (await this.#connection?.gather()) await this.#connection?.limit(this.#hooks.outgoing().encoding);
  }

  #say(description: SentDescription): void {
    this.#hooks.send({ kind: 'description', ...description });
  }

  /** Own tracks go out and the other's come in; never before the server's word. */
  async #attach(): Promise<void> {
    if (this.#phase !== 'entered' || !this.#connection) return;
    this.#hooks.incoming(this.#connection.incoming);
    await this.#connection.attach(this.#hooks.outgoing());
  }

  #replace(): Connection {
    this.#connection?.close();
    const connection = new Connection(this.#configuration, {
      candidates: (candidates: readonly IceCandidate[]) =>
        this.#hooks.send({ kind: 'candidates', candidates }),
      state: (state) => {
        if (this.#phase === 'entered') this.#mender.watch(state);
      },
      fault: (error) => this.#hooks.fault(error),
    });
    this.#connection = connection;
    if (this.#bound || this.#phase === 'entered') connection.outbox.release();
    return connection;
  }

  #later(ms: number, task: () => Promise<void>): void {
    this.#startTimer = setTimeout(() => this.#turns.do(task), ms);
  }
}
