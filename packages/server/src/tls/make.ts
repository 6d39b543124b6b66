import { isIP } from 'node:net';
import { type Certificate, CertificateError } from './certificate.js';

export interface CertificateRequest {
  /** Host names and IP addresses. */
  readonly names: readonly string[];
  /** Good from and until then, server ms. */
  readonly from: number;
  readonly until: number;
}

/** Only who asks for `--https` needs the package, so it is loaded here, and installed by nobody else. */
async function loadMaker(): Promise<typeof import('selfsigned')> {
  try {
    return await import('selfsigned');
  } catch (cause) {
    throw CertificateError.notInstalled(cause);
  }
}

/** A self-signed certificate of a server, with a new key. @throws CertificateError */
export async function makeCertificate({ names, from, until }: CertificateRequest): Promise<Certificate> {
  const { generate } = await loadMaker();
  const made = await generate([{ name: 'commonName', value: 'Ringback' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(from),
    notAfterDate: new Date(until),
    extensions: [
      // It vouches for this server alone, also for somebody who tells his machine to trust it.
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: names.map((name) => (isIP(name) === 0 ? { type: 2, value: name } : { type: 7, ip: name })),
      },
    ],
  });
  return { cert: made.cert, key: made.private };
}
