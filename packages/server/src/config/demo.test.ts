import { describe, expect, it } from 'vitest';
import { loadConfig } from './load.js';
import { problemsOf } from './testing/problems.js';

const secretKey = '0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef';
const apps = [{ sdkAppId: 1400000000, secretKey }];
const RINGBACK_APPS = JSON.stringify(apps);
const demoPages = '/pages';

describe('the demo', () => {
  it('is on where its pages are given, on this machine only, and needs no app', () => {
    const config = loadConfig({ env: {}, demoPages });
    expect(config).toMatchObject({ demo: { pages: demoPages }, host: '127.0.0.1', apps: [] });
  });

  it('is for other machines too where https was asked for', () => {
    expect(loadConfig({ env: {}, demoPages, https: true })).toMatchObject({ host: '0.0.0.0' });
    const env = { RINGBACK_HOST: '192.168.1.5' };
    expect(loadConfig({ env, demoPages, https: true })).toMatchObject({ host: '192.168.1.5' });
  });

  it('can be switched off, and a host be named', () => {
    const env = { RINGBACK_APPS, RINGBACK_DEMO: '0' };
    expect(loadConfig({ env, demoPages })).toMatchObject({ demo: null, host: '0.0.0.0' });
    expect(loadConfig({ env: { RINGBACK_HOST: '::' }, demoPages })).toMatchObject({ host: '::' });
  });

  it('is never served by the bare command', () => {
    expect(
      problemsOf({ env: { RINGBACK_APPS, RINGBACK_DEMO: '1', RINGBACK_DEMO_FORCE: '1' } })[0],
    ).toMatchObject({
      field: 'RINGBACK_DEMO',
      problem: expect.stringContaining('never by the ringback command'),
    });
  });

  it('does not start in production unless forced', () => {
    const env = { NODE_ENV: 'production' };
    expect(problemsOf({ env, demoPages })[0]).toMatchObject({
      field: 'RINGBACK_DEMO',
      problem: expect.stringContaining('RINGBACK_DEMO_FORCE=true'),
    });
    const forced = { ...env, RINGBACK_DEMO_FORCE: 'true' };
    expect(loadConfig({ env: forced, demoPages }).demo).toEqual({ pages: demoPages });
    const off = { ...env, RINGBACK_DEMO: 'false', RINGBACK_APPS };
    expect(loadConfig({ env: off, demoPages }).demo).toBeNull();
  });

  it('without it an app must be named', () => {
    expect(problemsOf({ env: {} })[0]).toEqual({
      field: 'RINGBACK_APPS',
      problem: 'must name at least one app',
      source: 'environment',
    });
  });
});
