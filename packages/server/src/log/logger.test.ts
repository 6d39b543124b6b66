import { describe, expect, it } from 'vitest';
import { about, createLogger } from './logger.js';

function recorder() {
  const lines: string[] = [];
  return { lines, write: (line: string) => void lines.push(line) };
}

describe('createLogger', () => {
  it('writes one JSON line for each event, with its level and time', () => {
    const out = recorder();
    const log = createLogger('info', out);
    log.info({ port: 8080 }, 'listening');
    log.debug('not at this level');
    expect(out.lines).toHaveLength(1);
    expect(out.lines[0]).toMatch(/^\{.*\}\n$/);
    expect(JSON.parse(out.lines[0]!)).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      port: 8080,
      msg: 'listening',
    });
  });

  it('follows one call by its id through the children', () => {
    const out = recorder();
    const log = about(createLogger('info', out), { app: 1, user: 'alice', device: 'd1' });
    about(log, { callId: 'c1' }).info('ring');
    expect(JSON.parse(out.lines[0]!)).toMatchObject({ app: 1, user: 'alice', device: 'd1', callId: 'c1' });
  });

  it('takes secrets out, however deep a frame holds them', () => {
    const out = recorder();
    const log = createLogger('trace', out);
    const secret = 'hunter2';
    log.info({ userSig: secret });
    log.info({ frame: { t: 'login', userSig: secret, resume: { token: secret } } });
    log.info({ apps: [{ secretKey: secret }], welcome: { iceServers: [{ urls: [], credential: secret }] } });
    log.info({ frame: { signal: { kind: 'description', sdp: secret } } });
    log.info({ frame: { command: { offers: { bob: secret }, candidates: [{ candidate: secret }] } } });
    log.info({ req: { headers: { authorization: secret } } });
    log.child({ token: secret }).info('child');
    expect(out.lines).toHaveLength(7);
    expect(out.lines.join('')).not.toContain(secret);
  });

  it('ends at a circle', () => {
    const out = recorder();
    const circle: Record<string, unknown> = { name: 'circle' };
    circle.self = circle;
    createLogger('info', out).info({ circle });
    expect(out.lines[0]).toContain('"name":"circle"');
  });

  it('keeps the cause of an error', () => {
    const out = recorder();
    const error = new Error('commit failed', { cause: new Error('disk full') });
    createLogger('info', out).error({ err: error }, 'store');
    expect(out.lines[0]).toContain('disk full');
  });
});
