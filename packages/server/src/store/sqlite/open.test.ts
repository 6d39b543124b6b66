import { chmodSync, existsSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ScriptedMachine } from '../testing/machine.js';
import { APP, APPS, call, changing, mail, OTHER_APP, record, START, user } from '../testing/states.js';
import type { SqlDriver } from './driver/driver.js';
import { driversHere, openDriver } from './driver/open.js';
import { type EmbeddedOptions, openEmbeddedStore } from './open.js';
import { openerOf, temporaryFolder } from './testing/storage.js';

describe.each(driversHere())('opening (%s)', (driver) => {
  const machine = new ScriptedMachine();

  async function open(path: string, options: Partial<EmbeddedOptions> = {}) {
    const store = await openEmbeddedStore({
      path,
      apps: APPS,
      openDriver: openerOf(driver),
      decide: machine.decide,
      fresh: () => ({ now: START, callId: 'unused', roomId: 1 }),
      clock: { now: () => START },
      log: { error: () => {} },
      ...options,
    });
    onTestFinished(() => store.close());
    return store;
  }

  it('decides with the call machine unless told otherwise', async () => {
    const store = await open(':memory:', { decide: undefined });
    const login = {
      from: 'link',
      kind: 'login',
      userId: 'ann',
      deviceId: 'ann1',
      deviceName: 'a browser',
      linkId: 'link 1',
      tokenHash: 'hash',
      returning: null,
    } as const;
    expect(await store.commit(APP, login)).toMatchObject({ ok: true });
    expect(await store.presence(APP)).toEqual([{ userId: 'ann', linkedDevices: 1, inCall: false }]);
  });

  it('waits for the disk at every commit', async () => {
    const opened: SqlDriver[] = [];
    const openDriver = async (path: string) => {
      opened.push(await openerOf(driver)(path));
      return opened.at(-1)!;
    };
    await open(join(temporaryFolder(), 'ringback.db'), { openDriver });
    const pragma = (name: string) => Object.values(opened.at(-1)!.prepare(`PRAGMA ${name}`).all()[0]!)[0];
    expect(pragma('journal_mode')).toBe('wal');
    expect(pragma('synchronous')).toBe(2);
  });

  it('leaves what the file holds of apps that are not configured', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    const change = (callId: string) =>
      changing({
        users: [user('ann', ['ann1'])],
        calls: [call(callId, ['ann'], ['bob'])],
        records: [record(`before ${callId}`, ['ann'])],
        mail: [mail('ann', 'ann1', callId)],
      });
    const both = await open(path);
    await both.commit(
      OTHER_APP,
      machine.input(() => change('theirs')),
    );
    await both.close();

    const one = await open(path, { apps: APPS.filter(({ sdkAppId }) => sdkAppId === APP) });
    expect(await one.nextWakeAt()).toBeNull();
    await expect(one.presence(OTHER_APP)).rejects.toMatchObject({ code: 'unknownApp' });
    await one.commit(
      APP,
      machine.input(() => change('ours')),
    );
    await one.close();

    const again = await open(path);
    for (const [appId, callId] of [
      [APP, 'ours'],
      [OTHER_APP, 'theirs'],
    ] as const) {
      expect((await again.callOf(appId, 'ann'))?.callId).toBe(callId);
      expect(await again.recordsOfUser(appId, 'ann', { limit: 9 })).toEqual([
        record(`before ${callId}`, ['ann']),
      ]);
      expect(await again.inbox({ appId, userId: 'ann', deviceId: 'ann1' }, 0)).toEqual({
        kind: 'entries',
        entries: [{ seq: 1, events: mail('', '', callId).events }],
      });
    }
  });

  it('makes a folder and files that only this account can read', async () => {
    const folder = join(temporaryFolder(), 'data', 'deeper');
    const path = join(folder, 'ringback.db');
    await open(path);
    const modeOf = (file: string) => statSync(file).mode & 0o777;
    expect(modeOf(folder)).toBe(0o700);
    for (const file of ['', '-wal', '.lock', '.owner']) expect(modeOf(`${path}${file}`)).toBe(0o600);
  });

  it('makes a file private that was put back as others can read it', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    await (await open(path)).close();
    chmodSync(path, 0o644);
    await open(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('refuses a file that is no database, says which, and keeps no lock', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    writeFileSync(path, 'these are not the bytes of a database, whatever the name says'.repeat(20));
    for (let attempt = 0; attempt < 2; attempt++) {
      await expect(open(path)).rejects.toMatchObject({
        code: 'cannotOpen',
        message: expect.stringContaining(path),
        cause: expect.any(Error),
      });
    }
    expect(existsSync(`${path}.owner`)).toBe(false);
  });

  it('refuses a file whose states are damaged', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    await (await open(path)).close();
    const tool = await openerOf(driver)(path);
    tool.prepare('INSERT INTO calls VALUES (?, ?, ?)').run(APP, 'c', '{"callId":');
    tool.close();
    await expect(open(path)).rejects.toMatchObject({ code: 'cannotOpen' });
  });

  it('refuses a path that is a folder', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    mkdirSync(path);
    await expect(open(path)).rejects.toMatchObject({ code: 'cannotOpen' });
  });
});

it.runIf(!driversHere().includes('node:sqlite'))('node:sqlite is refused where Node has none', async () => {
  await expect(openDriver(':memory:', 'node:sqlite')).rejects.toThrow('has no node:sqlite');
});
