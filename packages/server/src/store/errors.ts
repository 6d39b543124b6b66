/** Why a store could not be opened or used. Codes are for programs, messages for whoever runs the server. */
export type StoreErrorCode =
  /** Another process owns the file. */
  | 'locked'
  /** A newer version of the server has written this file. */
  | 'newerSchema'
  /** The file cannot be opened, or is not a store, or is damaged. */
  | 'cannotOpen'
  /** The storage failed; nothing has changed. */
  | 'unavailable'
  | 'closed'
  /** The store was opened without this app. */
  | 'unknownApp';

export class StoreError extends Error {
  override readonly name = 'StoreError';

  private constructor(
    readonly code: StoreErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  static locked(path: string, holder: string): StoreError {
    return new StoreError('locked', `${path} is in use by ${holder}; one server owns the file`);
  }

  static newerSchema(found: number, known: number): StoreError {
    return new StoreError(
      'newerSchema',
      `the file has schema version ${found}, this server knows ${known}: start the newer server, or restore a backup`,
    );
  }

  static cannotOpen(path: string, cause: unknown): StoreError {
    return new StoreError('cannotOpen', `cannot open ${path}: ${messageOf(cause)}`, { cause });
  }

  static unavailable(cause: unknown): StoreError {
    return new StoreError('unavailable', `the storage failed: ${messageOf(cause)}`, { cause });
  }

  static closed(): StoreError {
    return new StoreError('closed', 'the store is closed');
  }

  static unknownApp(appId: number): StoreError {
    return new StoreError('unknownApp', `the store was opened without app ${appId}`);
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
