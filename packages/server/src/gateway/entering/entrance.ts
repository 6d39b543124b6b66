import { type CallOver, Code, type LoginFrame } from '@ringback/protocol';
import type { Logger } from '../../log/logger.js';
import { deviceKey } from '../keys.js';
import type { LiveCalls } from '../live-calls.js';
import type { GatewayMeter } from '../meter.js';
import { type AdmissionParts, type Admitted, admit } from './admission.js';
import type { Turns } from './turns.js';
import type { WaitingRoom } from './waiting-room.js';

export interface EntranceParts extends AdmissionParts {
  readonly calls: LiveCalls;
  readonly waitingRoom: WaitingRoom;
  /** Links that take up one device come in one after another. */
  readonly turns: Turns;
  readonly meter: GatewayMeter;
  readonly log: Logger;
}

/** Why a login is refused. */
export interface LoginRefusal {
  readonly code: number;
  readonly message: string;
  readonly login?: LoginFrame | undefined;
  readonly over?: CallOver | undefined;
  /** It may come again after so long. */
  readonly retryAfterMs?: number;
}

export function refusedForNow(why: string, retryAfterMs: number, login?: LoginFrame): LoginRefusal {
  const message = `${why}, try again in ${Math.ceil(retryAfterMs / 1_000)} s`;
  return { code: Code.TOO_MANY, message, login, retryAfterMs };
}

/** Who comes in; the UserSig was verified. */
export interface Verified {
  readonly appId: number;
  readonly login: LoginFrame;
  /** The UserSig was good once. */
  readonly hasExpired: boolean;
}

/** The link on which he comes. */
export interface EnteringLink {
  readonly isOver: boolean;
  refused(refusal: LoginRefusal): void;
  /** Called at the very moment from which the session must listen. */
  open(linkId: string, admitted: Admitted): void;
}

/** The way in of one link: through the waiting room, in the turn of its device, by a commit. */
export class Entrance {
  readonly #parts: EntranceParts;
  readonly #link: EnteringLink;
  #leaveWaitingRoom = () => {};

  constructor(parts: EntranceParts, link: EnteringLink) {
    this.#parts = parts;
    this.#link = link;
  }

  /** The link is over. */
  leave(): void {
    this.#leaveWaitingRoom();
  }

  /** @throws Error when the store cannot say */
  async enter(verified: Verified): Promise<void> {
    const { store, waitingRoom, meter } = this.#parts;
    const { appId, login } = verified;
    const isUrgent = (await store.callOf(appId, login.userId)) !== undefined;
    if (this.#link.isOver) return;
    const waited = meter.loginWaiting();
    const place = waitingRoom.enter(isUrgent);
    this.#leaveWaitingRoom = place.abandon;
    const outcome = await place.outcome;
    switch (outcome.is) {
      case 'gone':
        return;
      case 'turnedAway':
        this.#link.refused(refusedForNow('too many devices come back at once', outcome.retryAfterMs, login));
        return;
      case 'admitted':
        waited();
        await this.#inTurn(verified).finally(place.done);
    }
  }

  /** Whichever link is committed last for a device opens last: the store and this process must agree on its newest. */
  #inTurn(verified: Verified): Promise<void> {
    const { appId, login } = verified;
    const { userId, resume } = login;
    if (!resume) return this.#join(verified);
    const { deviceId } = resume;
    return this.#parts.turns.take(deviceKey({ appId, userId, deviceId }), () => this.#join(verified));
  }

  async #join({ appId, login, hasExpired }: Verified): Promise<void> {
    // It would only take the device from a link that lives.
    if (this.#link.isOver) return;
    const { random, store, calls, log } = this.#parts;
    const linkId = random.id();
    const admission = await admit(this.#parts, { appId, linkId, login, hasExpired });
    if (admission.kind === 'refused') {
      const { code, message, over } = admission;
      this.#link.refused({ code, message, login, over });
      return;
    }
    try {
      await calls.load(store, admission.device);
    } catch (err) {
      // The link is pinged more slowly and relays no signals until the next commit of its call: better than none.
      log.error({ err, app: appId, user: login.userId }, 'the call of a user could not be loaded');
    }
    // Nothing is awaited from here on, so that the session misses nothing.
    admission.release();
    this.#link.open(linkId, admission);
  }
}
