import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CertificateError } from './certificate.js';
import { keptCertificate } from './keep.js';

const NOW = Date.parse('2026-01-31T12:00:00Z');
const DAY = 24 * 60 * 60 * 1_000;
const NAMES = ['localhost', '127.0.0.1', '::1', '192.168.1.5', 'fd00::2'];

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringback-tls-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = () => join(folder, 'certificate.pem');
const idOf = ({ cert }: { cert: string }) => new X509Certificate(cert).fingerprint256;

describe('keptCertificate', () => {
  it('is of this server alone, for each of its names, for a year', async () => {
    const { cert, key } = await keptCertificate(folder, NAMES, NOW);
    const parsed = new X509Certificate(cert);
    expect(parsed.checkPrivateKey(createPrivateKey(key))).toBe(true);
    expect(parsed.verify(parsed.publicKey)).toBe(true);
    expect(parsed.ca).toBe(false);
    expect(parsed.checkHost('localhost')).toBe('localhost');
    for (const address of NAMES.slice(1)) expect(parsed.checkIP(address)).toBe(address);
    expect(parsed.checkIP('192.168.1.6')).toBeUndefined();
    expect(Date.parse(parsed.validFrom)).toBe(NOW - DAY);
    expect(Date.parse(parsed.validTo)).toBe(NOW + 365 * DAY);
  });

  it('is kept, for this user only', async () => {
    const data = join(folder, 'data');
    const first = await keptCertificate(data, NAMES, NOW);
    expect(readdirSync(data)).toEqual(['certificate.pem']);
    expect(statSync(join(data, 'certificate.pem')).mode & 0o777).toBe(0o600);
    expect(statSync(data).mode & 0o777).toBe(0o700);
    expect(idOf(await keptCertificate(data, NAMES, NOW + 300 * DAY))).toBe(idOf(first));
  });

  it('is made anew before it expires, and when the clock was wrong', async () => {
    const first = await keptCertificate(folder, NAMES, NOW);
    const later = await keptCertificate(folder, NAMES, NOW + 336 * DAY);
    expect(idOf(later)).not.toBe(idOf(first));
    expect(idOf(await keptCertificate(folder, NAMES, NOW))).not.toBe(idOf(later));
  });

  it('is made anew for an address that is new, not for one that is gone', async () => {
    const first = await keptCertificate(folder, NAMES, NOW);
    expect(idOf(await keptCertificate(folder, NAMES.slice(0, 3), NOW))).toBe(idOf(first));
    const moved = await keptCertificate(folder, [...NAMES.slice(0, 3), '10.0.0.7'], NOW);
    expect(new X509Certificate(moved.cert).checkIP('10.0.0.7')).toBe('10.0.0.7');
    expect(readdirSync(folder)).toEqual(['certificate.pem']);
  });

  it.each([
    ['nothing', () => ''],
    ['half of it', (pem: string) => pem.slice(0, pem.length / 2)],
    ['no key', (pem: string) => pem.slice(pem.indexOf('-----BEGIN CERTIFICATE'))],
  ])('is made anew where the file holds %s', async (_what, damage) => {
    const first = await keptCertificate(folder, NAMES, NOW);
    writeFileSync(file(), damage(readFileSync(file(), 'utf8')));
    const second = await keptCertificate(folder, NAMES, NOW);
    expect(idOf(second)).not.toBe(idOf(first));
    expect(idOf(await keptCertificate(folder, NAMES, NOW))).toBe(idOf(second));
  });

  it('is made anew where the key is another’s', async () => {
    await keptCertificate(folder, NAMES, NOW);
    const { key } = await keptCertificate(':memory:', NAMES, NOW);
    const cert = new X509Certificate(readFileSync(file())).toString();
    writeFileSync(file(), `${key}\n${cert}`);
    const made = await keptCertificate(folder, NAMES, NOW);
    expect(new X509Certificate(made.cert).checkPrivateKey(createPrivateKey(made.key))).toBe(true);
  });

  it('is made at each start of a server that keeps nothing', async () => {
    const [first, second] = [
      await keptCertificate(':memory:', NAMES, NOW),
      await keptCertificate(':memory:', NAMES, NOW),
    ];
    expect(idOf(first)).not.toBe(idOf(second));
  });

  it('says where it cannot be kept', async () => {
    writeFileSync(join(folder, 'taken'), '');
    const kept = keptCertificate(join(folder, 'taken'), NAMES, NOW);
    await expect(kept).rejects.toThrow(CertificateError);
    await expect(kept).rejects.toThrow(/cannot be kept in .*taken.*: E(NOTDIR|EXIST)$/);
  });
});
