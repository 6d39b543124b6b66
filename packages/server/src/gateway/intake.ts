import { Code, type CommandFrame, type CommandOp, type Request, type RequestFrame } from '@ringback/protocol';
import type { RateLimiter, Taken } from '../limits/rate-limiter.js';
import { type AskedParts, type Asker, type Outcome, refuse, runCommand, runRequest } from './asked.js';
import { Heard } from './heard.js';
import { deviceKey, userKey } from './keys.js';

/** Commands and requests of one link that wait for their answers; engines have a handful. */
const MAX_IN_FLIGHT = 32;
/** With those by which somebody leaves, which may wait beside as many others. */
const MAX_IN_FLIGHT_LEAVING = 64;
/** No limit refuses to let anybody go. A flood of them costs the link, and not the right to leave. */
const LEAVING: ReadonlySet<CommandOp> = new Set(['hangup', 'reject', 'withdraw', 'logout']);

/** In 10 s, of one user on all his links; a page that scrolls through its calls asks a few times a second. */
const REQUESTS = 120;
/** Of these, those that cost most: they look at whole groups and lists and wait for the disk, or read a hundred records. */
const DEAR_REQUESTS = 30;
const DEAR: ReadonlySet<Request['ask']> = new Set([
  'recentCalls',
  'setProfile',
  'createGroup',
  'updateGroup',
  'addGroupMembers',
  'removeGroupMembers',
  'quitGroup',
  'dismissGroup',
  'block',
  'unblock',
]);

export interface IntakeParts extends AskedParts {
  /** Commands of each device (G-20): it is the same on all its links. */
  readonly commands: RateLimiter;
  /** Requests of each user: a new link or device brings no more of them. */
  readonly requests: RateLimiter;
  readonly dearRequests: RateLimiter;
}

export interface IntakeOptions extends Asker {
  /** 0: no limit. */
  readonly commandsPer10s: number;
}

export interface IntakeEvents {
  /** More comes than any engine sends. */
  flooded(message: string): void;
  /** Something was answered. */
  answered(): void;
}

/** Commands and requests of one link: how many are taken, and that each gets an answer. */
export class Intake {
  readonly #parts: IntakeParts;
  readonly #options: IntakeOptions;
  readonly #events: IntakeEvents;
  readonly #heard = new Heard();
  #inFlight = 0;
  #refused = 0;

  constructor(parts: IntakeParts, options: IntakeOptions, events: IntakeEvents) {
    this.#parts = parts;
    this.#options = options;
    this.#events = events;
  }

  /** How many wait for their answers. */
  get inFlight(): number {
    return this.#inFlight;
  }

  /** How many were too many. */
  get refused(): number {
    return this.#refused;
  }

  command(frame: CommandFrame): void {
    if (!this.#heard.isNew(frame.id) || !this.#mayRun(frame)) return;
    this.#heard.begin(frame.id);
    this.#run(frame.id, this.#decided(frame));
  }

  async #decided(frame: CommandFrame): Promise<void> {
    let outcome: Outcome = 'failed';
    try {
      outcome = await runCommand(this.#parts, this.#options, frame);
    } finally {
      this.#heard.end(frame.id, outcome);
    }
  }

  /** False: it has been refused. */
  #mayRun({ id, command }: CommandFrame): boolean {
    if (LEAVING.has(command.op)) {
      if (this.#inFlight < MAX_IN_FLIGHT_LEAVING) return true;
      this.#events.flooded('too many commands that wait for their answers');
      return false;
    }
    if (!this.#hasRoom(id)) return false;
    const { device, commandsPer10s } = this.#options;
    // The engine sends it for each ring: others must not use up what the person may do.
    const key = command.op === 'alerted' ? `${deviceKey(device)}\nalerted` : deviceKey(device);
    const taken = this.#parts.commands.take(key, commandsPer10s);
    if (!taken.ok) this.#refuse(id, `too many calls, try again in ${taken.retryAfterS} s`);
    return taken.ok;
  }

  request(frame: RequestFrame): void {
    if (!this.#hasRoom(frame.id)) return;
    // An answer is a hundred times as long as its request.
    if (this.#options.wire.isBehind) {
      this.#refuse(frame.id, 'the answers before this request have not been read');
      return;
    }
    const taken = this.#takeRequest(frame.request.ask);
    if (taken.ok) this.#run(frame.id, runRequest(this.#parts, this.#options, frame));
    else this.#refuse(frame.id, `too many requests, try again in ${taken.retryAfterS} s`);
  }

  #takeRequest(ask: Request['ask']): Taken {
    const { requests, dearRequests } = this.#parts;
    const { appId, userId } = this.#options.device;
    const key = userKey(appId, userId);
    // What one limit refuses counts for neither.
    const room = requests.check(key, REQUESTS);
    if (!room.ok) return room;
    const dear = dearRequests.take(key, DEAR.has(ask) ? DEAR_REQUESTS : 0);
    return dear.ok ? requests.take(key, REQUESTS) : dear;
  }

  #hasRoom(id: string): boolean {
    if (this.#inFlight < MAX_IN_FLIGHT) return true;
    this.#refuse(id, `more than ${MAX_IN_FLIGHT} commands wait for their answers`);
    return false;
  }

  #refuse(id: string, message: string): void {
    this.#refused += 1;
    this.#parts.meter.commandRefused(this.#options.device.appId, Code.TOO_MANY);
    refuse(this.#options.wire, id, Code.TOO_MANY, message);
  }

  /** What runs answers by itself; what fails unforeseen is answered here. */
  #run(id: string, answering: Promise<void>): void {
    this.#inFlight += 1;
    answering.then(this.#answered, (err: unknown) => {
      this.#options.log.error({ err }, 'a command or request failed');
      this.#parts.meter.commandRefused(this.#options.device.appId, Code.SERVER_ERROR);
      refuse(this.#options.wire, id, Code.SERVER_ERROR, 'the server could not do this');
      this.#answered();
    });
  }

  readonly #answered = (): void => {
    this.#inFlight -= 1;
    this.#events.answered();
  };
}
