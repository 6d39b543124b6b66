/** One thing that is wrong with the configuration. Never holds a value: it could be a secret. */
export interface Problem {
  /** As its source spells it: `RINGBACK_APPS[0].secretKey` or `apps[0].secretKey`. */
  readonly field: string;
  readonly problem: string;
  /** `environment`, or the path of the file. */
  readonly source: string;
}

/** Everything that is wrong with the configuration, one line each in the message. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';

  constructor(readonly problems: readonly Problem[]) {
    super(
      problems
        .map(({ field, problem, source }) => `${field === '' ? '' : `${field}: `}${problem} (${source})`)
        .join('\n'),
    );
  }
}
