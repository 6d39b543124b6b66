import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { IN_MEMORY } from '../config/config.js';
import { type Certificate, CertificateError } from './certificate.js';
import { makeCertificate } from './make.js';

const FILE = 'certificate.pem';

const DAY_MS = 24 * 60 * 60 * 1_000;
/** Apple's systems refuse certificates that are good for longer than 825 days, and others follow with less. */
const GOOD_FOR_MS = 365 * DAY_MS;
/** A phone's clock may be behind. */
const BACKDATED_MS = DAY_MS;
/** The server that starts now runs on for a while. */
const RENEWED_BEFORE_MS = 30 * DAY_MS;

/**
 * The certificate of a server that has these names (host names and IP addresses): made at the first start and kept in the data
 * folder, for this user only, so that a browser that was told to go on once is not asked at each start. Made anew when it is
 * about to expire, when one of the names is not in it, and when the file is not whole. @throws CertificateError
 */
export async function keptCertificate(
  data: string,
  names: readonly string[],
  now: number,
): Promise<Certificate> {
  const kept = data === IN_MEMORY ? undefined : read(join(data, FILE));
  if (kept !== undefined && isGood(kept, names, now)) return kept;
  const made = await makeCertificate({ names, from: now - BACKDATED_MS, until: now + GOOD_FOR_MS });
  if (data !== IN_MEMORY) keep(data, made);
  return made;
}

function isGood({ cert, key }: Certificate, names: readonly string[], now: number): boolean {
  try {
    const parsed = new X509Certificate(cert);
    const hasName = (name: string) => (isIP(name) === 0 ? parsed.checkHost(name) : parsed.checkIP(name));
    return (
      parsed.checkPrivateKey(createPrivateKey(key)) &&
      Date.parse(parsed.validFrom) <= now &&
      Date.parse(parsed.validTo) >= now + RENEWED_BEFORE_MS &&
      names.every((name) => hasName(name) !== undefined)
    );
  } catch {
    // Whatever was there, a new one is as good: nothing stands on this certificate.
    return false;
  }
}

/** OpenSSL finds in one text what it looks for, the key or the certificate. */
function read(path: string): Certificate | undefined {
  try {
    const pem = readFileSync(path, 'utf8');
    return { cert: pem, key: pem };
  } catch (error) {
    if (isErrno(error) && error.code === 'ENOENT') return undefined;
    throw notKept(path, error);
  }
}

/** Whole or not at all. */
function keep(data: string, { cert, key }: Certificate): void {
  const path = join(data, FILE);
  const draft = `${path}.${process.pid}`;
  try {
    mkdirSync(data, { recursive: true, mode: 0o700 });
    rmSync(draft, { force: true });
    writeFileSync(draft, `${key.trimEnd()}\n${cert.trimEnd()}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw notKept(path, error);
  }
}

const notKept = (path: string, error: unknown): unknown =>
  isErrno(error) ? CertificateError.notKept(path, error) : error;

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
