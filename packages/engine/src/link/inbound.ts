import type { Acks } from './acks.js';
import type { SessionFrame } from './connection.js';
import type { Identity } from './identity.js';
import type { Outstanding } from './outstanding.js';
import type { LinkEvents } from './ports.js';

export interface InboundParts {
  readonly identity: Identity;
  readonly outstanding: Outstanding;
  readonly acks: Acks;
  readonly events: LinkEvents;
  /** In a task of its own, behind what was told before. */
  readonly tell: (job: () => void) => void;
  /** The connection on which it came is of no use. */
  readonly fail: (why: string) => void;
}

/** What comes over a link that stands: who is told of it, in the order in which it came. */
export class Inbound {
  readonly #parts: InboundParts;

  constructor(parts: InboundParts) {
    this.#parts = parts;
  }

  take(frame: SessionFrame): void {
    const { outstanding, events, tell } = this.#parts;
    switch (frame.t) {
      case 'inbox':
        this.#takeEntry(frame);
        return;
      case 'reply':
        tell(() => {
          if ('error' in frame) outstanding.refuse(frame.id, frame.error);
          else outstanding.answer(frame.id, frame.result);
        });
        return;
      case 'signal':
        tell(() => events.signal(frame.callId, frame.from, frame.signal));
        return;
      case 'message':
        tell(() => events.message(frame.callId, frame.from, frame.message));
        return;
      case 'iceServers':
        tell(() => events.iceServers(frame.servers));
        return;
      case 'profile':
        tell(() => events.profile(frame.profile));
        return;
      case 'fault':
        tell(() => events.fault(frame.code, frame.message));
    }
  }

  #takeEntry({ seq, answer, events }: Extract<SessionFrame, { t: 'inbox' }>): void {
    const { identity, outstanding, acks, events: told, tell, fail } = this.#parts;
    const place = identity.take(seq);
    if (place === 'gap') fail(`a gap in the inbox before ${seq}`);
    if (place !== 'next') return;
    if (answer) tell(() => outstanding.answer(answer.id, answer.result));
    tell(() => {
      told.events(events);
      acks.processed(seq);
    });
  }
}
