import type { PathSignal } from '@ringback/protocol';
import { vi } from 'vitest';
import { Pair } from '../../../packages/engine/src/media/mesh/pair.js';
import type { Arrival } from '../../../packages/engine/src/media/plane.js';
import {
  FakePeerConnection,
  FakeTrack,
} from '../../../packages/engine/src/media/testing/fake-peer-connection.js';
import { VirtualClock } from '../../../packages/engine/src/testing/virtual-clock.js';
import { type Page, SlowPeerConnection } from './slow-peer-connection.js';

/** So often connections notice how they are, ms. */
const LOOK_EVERY_MS = 250;
/** What a link and the server need, ms. */
const RELAY_MS = 40;

/** A page that has no time, or has it again. */
class Person implements Page {
  readonly pairs = new Map<string, Pair>();
  readonly tracks = { audio: new FakeTrack('audio'), video: new FakeTrack('video') };
  readonly #world: MeshWorld;
  /** Seconds by which all that it does is late at most. */
  lateness = 0;
  linked = true;
  /** What is sent to it arrives in this order. */
  readonly arrivals = new Map<string, number>();

  constructor(
    readonly name: string,
    world: MeshWorld,
  ) {
    this.#world = world;
  }

  readonly now = () => this.#world.clock.now();
  readonly slowness = () => this.#world.upTo(10) + this.#world.upTo(this.lateness * 1_000);
  readonly connecting = () => 50 + this.#world.upTo(1_000) + this.#world.upTo(this.lateness * 3_000);
  readonly lenient = () => this.#world.random() < 0.5;
  readonly after = (ms: number, task: () => void): void => void this.#world.clock.after(ms, task);
}

/** People of one call with the paths between them, on machines and links of every kind. Time is virtual. */
export class MeshWorld {
  readonly clock = new VirtualClock();
  readonly random: () => number;
  readonly people: readonly Person[];
  /** Signals since the beginning. */
  sent = 0;
  /** Of the signals, so many are lost although both links stand, and so many are late, 0–1. */
  loss = 0;
  disorder = 0;
  readonly #cut = new Set<string>();

  constructor(names: readonly string[], random: () => number) {
    this.random = random;
    this.people = names.map((name) => new Person(name, this));
    FakePeerConnection.install();
    vi.stubGlobal('RTCPeerConnection', SlowPeerConnection);
    const set = (task: () => void, ms = 0) => {
      const page = SlowPeerConnection.pages.getStore() as Person | undefined;
      const late = this.upTo((page?.lateness ?? 0) * 1_000);
      return this.clock.after(ms + late, () => (page ? SlowPeerConnection.pages.run(page, task) : task()));
    };
    vi.stubGlobal('setTimeout', set);
    vi.stubGlobal('clearTimeout', (cancel?: () => void) => cancel?.());
    this.#look();
  }

  upTo(ms: number): number {
    return Math.floor(this.random() * ms);
  }

  person(index: number): Person {
    return this.people[index % this.people.length] as Person;
  }

  /** The server's word that all are in, which reaches each in his time; the first has called the others. */
  async begin(prepared: boolean): Promise<void> {
    const [caller, ...callees] = this.people as [Person, ...Person[]];
    for (const person of this.people) this.#open(person);
    if (prepared) {
      for (const callee of callees) await this.#prepare(caller, callee);
    }
    for (const person of this.people) this.#enter(person, 'new');
  }

  /** A page that is loaded anew: the server has told nobody. */
  reload(person: Person): void {
    this.#close(person);
    this.#open(person);
    this.#enter(person, 'moved');
  }

  /** He leaves and comes in again; everybody is told of both. */
  rejoin(person: Person): void {
    this.#close(person);
    this.#open(person);
    for (const other of this.#others(person)) {
      this.clock.after(RELAY_MS + other.slowness(), () => {
        other.pairs.get(person.name)?.close();
        const pair = this.#pair(other, person);
        SlowPeerConnection.pages.run(other, () => pair.enter('new'));
      });
    }
    this.#enter(person, 'new');
  }

  link(person: Person, linked: boolean): void {
    const before = person.linked;
    person.linked = linked;
    if (linked && !before) this.#recover(person, 'link');
  }

  network(person: Person): void {
    this.#recover(person, 'network');
  }

  cut(one: Person, other: Person, cut: boolean): void {
    if (cut) this.#cut.add(between(one, other));
    else this.#cut.delete(between(one, other));
  }

  fail(person: Person, nth: number): void {
    const all = SlowPeerConnection.of(person);
    SlowPeerConnection.pages.run(person, () => all[nth % Math.max(all.length, 1)]?.fail());
  }

  /** From now on nothing is lost, late or broken. */
  calm(): void {
    this.loss = 0;
    this.disorder = 0;
    this.#cut.clear();
    for (const person of this.people) {
      person.lateness = 0;
      this.link(person, true);
    }
  }

  async pass(seconds: number): Promise<void> {
    const end = this.clock.now() + seconds * 1_000;
    while (this.clock.step(end)) await microtasks();
    await microtasks();
  }

  /** What does not stand, in words; empty: every path stands at both ends, with one and the same connection. */
  faults(): string[] {
    return this.people.flatMap((person) => {
      const others = this.#others(person).map(({ name }) => name);
      const live = SlowPeerConnection.of(person);
      const reached = live.map((pc) =>
        pc.partner?.partner === pc ? pc.partner.page.name : pc.connectionState,
      );
      const tracks = live.flatMap((pc) =>
        pc.transceivers.map(({ sender }) => sender.track?.kind ?? 'silent'),
      );
      const silent =
        tracks.includes('silent') || tracks.length !== 2 * others.length ? ['not all is sent'] : [];
      return String(reached.sort()) === String(others.sort())
        ? silent.map((what) => `${person.name}: ${what}`)
        : [`${person.name}: ${reached.join()} of ${others.join()}`];
    });
  }

  end(): void {
    for (const person of this.people) this.#close(person);
  }

  async #prepare(caller: Person, callee: Person): Promise<void> {
    const [out, back] = [caller.pairs.get(callee.name), callee.pairs.get(caller.name)];
    if (!out || !back) return;
    const offer = await this.#done(SlowPeerConnection.pages.run(caller, () => out.prepareOffer()));
    SlowPeerConnection.pages.run(callee, () => back.prepareAnswer(offer));
    const { answer, candidates } = await this.#done(
      SlowPeerConnection.pages.run(callee, () => back.prepared()),
    );
    SlowPeerConnection.pages.run(caller, () => out.bind());
    // With the accept, which the server has committed.
    if (answer) out.receive({ kind: 'description', type: 'answer', sdp: answer });
    if (candidates) out.receive({ kind: 'candidates', candidates });
  }

  /** Time passes until it has happened. */
  async #done<T>(happening: Promise<T>): Promise<T> {
    let done = false;
    const settled = () => {
      done = true;
    };
    happening.then(settled, settled);
    while (!done) await this.pass(1);
    return happening;
  }

  #others(person: Person): Person[] {
    return this.people.filter((other) => other !== person);
  }

  #open(person: Person): void {
    for (const other of this.#others(person)) this.#pair(person, other);
  }

  #close(person: Person): void {
    for (const pair of person.pairs.values()) pair.close();
    person.pairs.clear();
  }

  #pair(person: Person, other: Person): Pair {
    const pair = new Pair({}, person.name > other.name, {
      send: (signal) => this.#relay(person, other, signal, pair),
      incoming: () => {},
      outgoing: () => ({ tracks: person.tracks as never, encoding: null }),
      fault: () => {},
    });
    person.pairs.set(other.name, pair);
    return pair;
  }

  #enter(person: Person, arrival: Arrival): void {
    for (const pair of person.pairs.values()) {
      const enter = () => SlowPeerConnection.pages.run(person, () => pair.enter(arrival));
      this.clock.after(RELAY_MS + person.slowness(), enter);
    }
  }

  #recover(person: Person, cause: 'link' | 'network'): void {
    SlowPeerConnection.pages.run(person, () => {
      for (const pair of person.pairs.values()) pair.recover(cause);
    });
  }

  /** One link and one server keep the order, but for what is said to be late. */
  #relay(from: Person, to: Person, signal: PathSignal, pair: Pair): void {
    if (from.pairs.get(to.name) !== pair) return;
    this.sent += 1;
    if (!from.linked || this.random() < this.loss) return;
    const takes = RELAY_MS + to.slowness();
    const late = this.random() < this.disorder;
    const inOrder = Math.max(this.clock.now() + takes, to.arrivals.get(from.name) ?? 0);
    if (!late) to.arrivals.set(from.name, inOrder);
    const at = late ? this.clock.now() + takes + this.upTo(5_000) : inOrder;
    this.clock.after(at - this.clock.now(), () => {
      if (!to.linked) return;
      SlowPeerConnection.pages.run(to, () => to.pairs.get(from.name)?.receive(signal));
    });
  }

  #look(): void {
    for (const person of this.people) {
      for (const pc of SlowPeerConnection.of(person)) {
        const cut = this.#others(person).filter((other) => this.#cut.has(between(person, other)));
        SlowPeerConnection.pages.run(person, () => pc.look(cut));
      }
    }
    this.clock.after(LOOK_EVERY_MS, () => this.#look());
  }
}

const between = (one: Person, other: Person): string => [one.name, other.name].sort().join('–');

/** All that is ready to go on goes on; no time passes. */
const microtasks = () => new Promise<void>((resolve) => setImmediate(resolve));
