import { expect, it, vi } from 'vitest';
import { FakePlane, fakeMedia } from '../testing/fake-media.js';
import { TestEngine } from '../testing/test-engine.js';
import { LazyPlane } from './lazy-plane.js';

/** Code that comes when the test says so. */
function slow() {
  let resolve: (plane: FakePlane) => void = () => {};
  const promise = new Promise<FakePlane>((done) => {
    resolve = done;
  });
  return { load: vi.fn(() => promise), resolve };
}

function waiting() {
  const code = slow();
  const test = new TestEngine();
  const plane = new LazyPlane(code.load);
  test.media.plane.load = () => plane.load();
  return { code, test };
}

it('is loaded once, and is there from then on', async () => {
  const code = slow();
  const plane = new LazyPlane(code.load);
  const both = [plane.load(), plane.load()];
  code.resolve(fakeMedia().plane);
  await Promise.all(both);
  expect(plane.load()).toBeNull();
  expect(code.load).toHaveBeenCalledOnce();
});

it('is tried again after a failure, which is −1406', async () => {
  const load = vi.fn(async () => new FakePlane()).mockRejectedValueOnce(new TypeError('offline'));
  const plane = new LazyPlane(load);
  await expect(plane.load()).rejects.toMatchObject({
    code: -1406,
    message: expect.stringContaining('load the page anew'),
    cause: new TypeError('offline'),
  });
  await plane.load();
  expect(plane.load()).toBeNull();
});

it('two logins wait for it, and one link comes of them', async () => {
  const { code, test } = waiting();
  const logins = [1, 2].map((n) => test.watch(`${n}`, test.engine.login({ userID: 'A', userSig: 'sig' })));
  await test.settle();
  expect(test.platform.sockets).toHaveLength(0);
  code.resolve(test.media.plane);
  await test.settle();
  expect(test.platform.sockets).toHaveLength(1);
  test.welcome();
  await test.settle();
  expect(logins.map(({ outcome }) => outcome.state)).toEqual(['resolved', 'resolved']);
});

it('G-16 a login whose code does not come rejects −1406, and what comes late is there for the next one', async () => {
  const { code, test } = waiting();
  const login = test.watch('login', test.engine.login({ userID: 'A', userSig: 'sig' }));
  await test.pass(5);
  expect(login.outcome).toMatchObject({ error: { code: -1406 } });
  code.resolve(test.media.plane);
  await test.settle();
  expect(test.platform.sockets).toHaveLength(0);
  await test.loggedIn();
});

it('a logout while it loads leaves nothing', async () => {
  const { code, test } = waiting();
  const login = test.watch('login', test.engine.login({ userID: 'A', userSig: 'sig' }));
  await test.engine.destroyInstance();
  code.resolve(test.media.plane);
  await test.settle();
  expect(login.outcome).toMatchObject({ error: { code: -1203 } });
  expect(test.platform.sockets).toHaveLength(0);
});
