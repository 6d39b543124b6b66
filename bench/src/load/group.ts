import type { Command } from '@ringback/protocol';
import { ackFrame, type Client, commandFrame } from './client.js';

const CALL_ID = /"callId":"([\w-]{22})"/;
/** Engines tell a while later, and of several entries at once. */
const ACK_EVERY = 16;

type Making = (callId: string) => Command;

/** What went through the gateway, as frames and bytes of text. */
export interface Traffic {
  readonly framesIn: number;
  readonly bytesIn: number;
  readonly framesOut: number;
  readonly bytesOut: number;
}

/** People in one call. What one of them does is told to each of the others in one frame, and answered to himself in one. */
export class GroupCall {
  callId = '';
  readonly #people: readonly Client[];
  #awaited = 0;
  #done: () => void = () => {};
  #entries = 0;
  readonly #traffic = { framesIn: 0, bytesIn: 0, framesOut: 0, bytesOut: 0 };

  constructor(people: readonly Client[]) {
    this.#people = people;
    for (const client of people) {
      client.onFrame = (frame) => this.#heard(frame);
      client.onClose = (code) => {
        if (this.#awaited > 0)
          throw new Error(`the link of ${client.userId} was closed with ${code} during a call`);
      };
    }
  }

  get size(): number {
    return this.#people.length;
  }

  get traffic(): Traffic {
    return { ...this.#traffic };
  }

  person(index: number): Client {
    const person = this.#people[index % this.size];
    if (!person) throw new Error('a call of nobody');
    return person;
  }

  /** Sends what is told to everybody, and resolves when everybody has heard it. */
  async turn(index: number, making: Making): Promise<void> {
    const all = this.heardBy(this.size);
    this.say(index, commandFrame(making(this.callId)));
    await all;
    this.#entries += 1;
    if (this.#entries % ACK_EVERY === 0) for (const client of this.#people) client.send(ackFrame(client.seq));
  }

  /** Resolves after so many frames from now on. */
  heardBy(frames: number): Promise<void> {
    return new Promise((resolve) => {
      this.#awaited = frames;
      this.#done = resolve;
    });
  }

  say(index: number, frame: string): void {
    this.#traffic.framesIn += 1;
    this.#traffic.bytesIn += Buffer.byteLength(frame);
    this.person(index).send(frame);
  }

  #heard(frame: Buffer): void {
    this.#traffic.framesOut += 1;
    this.#traffic.bytesOut += frame.length;
    if (this.callId === '') this.callId = CALL_ID.exec(frame.toString('latin1'))?.[1] ?? '';
    this.#awaited -= 1;
    if (this.#awaited === 0) this.#done();
  }
}
