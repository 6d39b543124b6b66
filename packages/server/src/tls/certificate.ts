/** A certificate and its private key, both PEM. */
export interface Certificate {
  readonly cert: string;
  readonly key: string;
}

/** Why `--https` cannot be had. The message is for the person at the terminal. */
export class CertificateError extends Error {
  override readonly name = 'CertificateError';

  private constructor(
    readonly code: 'notInstalled' | 'notKept',
    message: string,
    options: ErrorOptions,
  ) {
    super(message, options);
  }

  static notInstalled(cause: unknown): CertificateError {
    const message =
      '--https makes its certificate with the package selfsigned, which is not installed: npm install selfsigned';
    return new CertificateError('notInstalled', message, { cause });
  }

  static notKept(path: string, cause: NodeJS.ErrnoException): CertificateError {
    const message = `the certificate for --https cannot be kept in ${path}: ${cause.code ?? cause.message}`;
    return new CertificateError('notKept', message, { cause });
  }
}
