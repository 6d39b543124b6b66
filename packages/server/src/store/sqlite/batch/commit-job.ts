import type { Decision, Fresh, Input, World } from '@ringback/calls';
import { Code, type CommandResult } from '@ringback/protocol';
import type { CommitResult, Committed } from '../../contract.js';
import type { StoreLog } from '../../log.js';
import { apply } from './apply.js';
import { askerOf, describe } from './asker.js';
import type { Draft } from './draft.js';
import type { Job } from './job.js';

export type Decide = (world: World, input: Input, fresh: Fresh) => Decision;

export interface CommitParts {
  readonly decide: Decide;
  readonly fresh: () => Fresh;
  readonly log: StoreLog;
  readonly emit: (committed: Committed) => void;
}

type Outcome =
  /** True whatever becomes of the transaction. */
  | { readonly kind: 'settled'; readonly result: CommitResult }
  /** True if the transaction succeeds; `committed` is null when there is nothing to tell but the result. */
  | { readonly kind: 'staged'; readonly result: CommitResult; readonly committed: Committed | null };

/** Nothing has changed, and asking again may help. */
export const NOT_STORED: CommitResult = {
  ok: false,
  code: Code.SERVER_ERROR,
  message: 'the server could not store this, nothing has changed',
};

/** Decides an input and commits the decision. */
export class CommitJob implements Job {
  #outcome: Outcome = { kind: 'settled', result: NOT_STORED };

  constructor(
    private readonly parts: CommitParts,
    private readonly appId: number,
    private readonly input: Input,
    private readonly resolve: (result: CommitResult) => void,
  ) {}

  /** An input that cannot be decided must not hurt those beside it in the batch. */
  stage(draft: Draft): void {
    try {
      this.#outcome = this.#repeated(draft) ?? this.#decided(draft);
    } catch (err) {
      this.parts.log.error(
        { err, appId: this.appId, ...describe(this.input) },
        'an input could not be decided',
      );
    }
  }

  done(): void {
    if (this.#outcome.kind === 'staged' && this.#outcome.committed) this.parts.emit(this.#outcome.committed);
    this.resolve(this.#outcome.result);
  }

  failed(): void {
    this.resolve(this.#outcome.kind === 'settled' ? this.#outcome.result : NOT_STORED);
  }

  /** Only what took effect has a first answer: a refusal changed nothing, and is decided anew. */
  #repeated(draft: Draft): Outcome | undefined {
    if (this.input.from !== 'device') return undefined;
    const { userId, deviceId, commandId } = this.input;
    const app = draft.app(this.appId);
    const inboxSeq = app.lastSeq(userId, deviceId);
    const stored = app.live.user(userId)?.boxes.get(deviceId)?.answer(commandId);
    if (stored) return { kind: 'settled', result: repeat(stored, inboxSeq) };
    const staged = app.users.get(userId)?.knownBox(deviceId)?.answer(commandId);
    return staged && { kind: 'staged', result: repeat(staged, inboxSeq), committed: null };
  }

  #decided(draft: Draft): Outcome {
    const decision = this.parts.decide(draft.app(this.appId), this.input, this.parts.fresh());
    if (!decision.ok) return { kind: 'staged', result: decision, committed: null };
    const { result, changes } = decision;
    const asker = askerOf(this.input, result);
    const { committed, answeredInInbox, inboxSeq } = apply(draft, this.appId, changes, asker);
    return {
      kind: 'staged',
      result: { ok: true, result, changes, answeredInInbox, repeated: false, inboxSeq },
      committed: isNews(committed) ? committed : null,
    };
  }
}

function repeat(result: CommandResult, inboxSeq: number): CommitResult {
  const changes = { users: new Map(), calls: new Map(), records: [], mail: [], facts: [] };
  return { ok: true, result, changes, answeredInInbox: false, repeated: true, inboxSeq };
}

const isNews = ({ mail, calls, gone, wakeAt }: Committed): boolean =>
  mail.length + calls.size + gone.length > 0 || wakeAt !== null;
