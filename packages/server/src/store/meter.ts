/** What a store counts and times. */
export interface StoreMeter {
  /** A commit was asked for; what it returns is called when it is durable, or has failed. */
  committing(): () => void;
  /** So many inputs shared a transaction. */
  batch(inputs: number): void;
  /** So many characters of the journal are not in the tables yet. */
  journal(characters: number): void;
  /** They could not be brought there, and wait for another attempt. */
  foldFailed(): void;
}

export const NO_METER: StoreMeter = {
  committing: () => () => {},
  batch() {},
  journal() {},
  foldFailed() {},
};
