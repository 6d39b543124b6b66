import { existsSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { ScriptedMachine } from '../testing/machine.js';
import { APP, APPS, call, changing, START } from '../testing/states.js';
import type { DriverName } from './driver/driver.js';
import { driversHere } from './driver/open.js';
import { openEmbeddedStore } from './open.js';
import { buildOwner, startOwner } from './testing/owner-process.js';
import { openerOf, temporaryFolder } from './testing/storage.js';

const machine = new ScriptedMachine();
const SINCE = new Date(START).toISOString();

async function open(path: string, driver: DriverName) {
  const store = await openEmbeddedStore({
    path,
    apps: APPS,
    openDriver: openerOf(driver),
    decide: machine.decide,
    fresh: () => ({ now: START, callId: 'unused', roomId: 1 }),
    clock: { now: () => START },
    log: { error: () => {} },
  });
  onTestFinished(() => store.close());
  return store;
}

let script = '';
beforeAll(async () => {
  const built = await buildOwner();
  script = built.script;
  return built.remove;
});

describe.each(driversHere())('one process owns the file (%s)', (driver) => {
  it.each(driversHere())('a second process (%s) stops at once and is told who holds it', async (other) => {
    const path = join(temporaryFolder(), 'ringback.db');
    await open(path, driver);
    const second = startOwner(script, path, other);
    expect(await second.next()).toEqual({
      kind: 'failed',
      code: 'locked',
      message: `${path} is in use by process ${process.pid} on ${hostname()} since ${SINCE}; one server owns the file`,
    });
  });

  it('the other way round, too', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    const first = startOwner(script, path, driver);
    expect(await first.next()).toEqual({ kind: 'opened' });
    await expect(open(path, driver)).rejects.toMatchObject({
      code: 'locked',
      message: expect.stringContaining(`process ${first.pid} on ${hostname()}`),
    });
  });

  it('kill -9 leaves no lock, and everything that was answered is there', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    const first = startOwner(script, path, driver);
    expect(await first.next()).toEqual({ kind: 'opened' });
    first.commit(1_000_000);
    const durable: string[] = [];
    while (durable.length < 50) {
      const said = await first.next();
      if (said.kind === 'durable') durable.push(said.callId);
    }
    await first.kill();
    const store = await open(path, driver);
    for (const callId of durable) expect(await store.liveCall(APP, callId)).toEqual(call(callId, [callId]));
  });

  it('a store that is closed leaves no lock and no owner', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    const store = await open(path, driver);
    expect(JSON.parse(readFileSync(`${path}.owner`, 'utf8'))).toEqual({
      pid: process.pid,
      host: hostname(),
      since: SINCE,
    });
    await store.close();
    expect(existsSync(`${path}.owner`)).toBe(false);
    const next = startOwner(script, path, driver);
    expect(await next.next()).toEqual({ kind: 'opened' });
  });

  it('another name of the file is the same file', async () => {
    const folder = temporaryFolder();
    await open(join(folder, 'ringback.db'), driver);
    symlinkSync(folder, join(folder, 'elsewhere'));
    symlinkSync(join(folder, 'ringback.db'), join(folder, 'alias.db'));
    for (const name of [join('elsewhere', 'ringback.db'), 'alias.db', 'ringback.db']) {
      await expect(open(join(folder, name), driver)).rejects.toMatchObject({ code: 'locked' });
    }
  });

  it('an attempt in the same process does not take the lock away', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    await open(path, driver);
    await expect(open(path, driver)).rejects.toMatchObject({ code: 'locked' });
    const second = startOwner(script, path, driver);
    expect(await second.next()).toMatchObject({ kind: 'failed', code: 'locked' });
  });

  it('an owner that nobody can read does not matter', async () => {
    const path = join(temporaryFolder(), 'ringback.db');
    await open(path, driver);
    writeFileSync(`${path}.owner`, 'not JSON');
    await expect(open(path, driver)).rejects.toMatchObject({
      message: expect.stringContaining('in use by another process'),
    });
  });

  it('a copy can be made while the server runs', async () => {
    const folder = temporaryFolder();
    const path = join(folder, 'ringback.db');
    const store = await open(path, driver);
    await store.commit(
      APP,
      machine.input(() => changing({ calls: [call('c', ['ann'])] })),
    );
    const tool = await openerOf(driver)(path);
    tool.prepare('VACUUM INTO ?').run(join(folder, 'copy.db'));
    tool.close();
    const copy = await open(join(folder, 'copy.db'), driver);
    expect(await copy.liveCall(APP, 'c')).toEqual(call('c', ['ann']));
    expect(
      await store.commit(
        APP,
        machine.input(() => changing({ ends: ['c'] })),
      ),
    ).toMatchObject({ ok: true });
  });
});
