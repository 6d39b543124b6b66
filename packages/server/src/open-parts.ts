type Close = () => Promise<void>;

/** The parts of a server that are open. They close in the opposite order, each whatever the others did. */
export class OpenParts {
  readonly #closes: Close[] = [];
  #closing: Promise<void> | undefined;

  get isClosing(): boolean {
    return this.#closing !== undefined;
  }

  opened(close: Close): void {
    this.#closes.push(close);
  }

  /** A repeat waits for the same end. @throws the first error, after everything was tried. */
  close(): Promise<void> {
    this.#closing ??= Promise.resolve().then(() => this.#closeAll());
    return this.#closing;
  }

  async #closeAll(): Promise<void> {
    const errors: unknown[] = [];
    for (const close of [...this.#closes].reverse()) await close().catch((error) => errors.push(error));
    if (errors.length > 0) throw errors[0];
  }
}
