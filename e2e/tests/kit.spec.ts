import { KitUser } from '../fixtures/kit-user.js';
import { type APP, test as base, expect, SINGLE } from '../fixtures/test.js';

/** Opens a page in the manner of a UI kit for a user of this test. */
const test = base.extend<{ kit: (name: string, app?: typeof APP) => Promise<KitUser> }>({
  kit: async ({ granted, ringback, site }, use, { testId }) => {
    const users: KitUser[] = [];
    await use(async (name, app) => {
      const user = await KitUser.open({ granted, ringback, site }, `${name}-${testId.slice(-6)}`, app);
      users.push(user);
      return user;
    });
    for (const user of users) {
      await user.expectNoProblems();
      await user.close();
    }
  },
});

test('S1-02 a video call, minimised, silenced, with messages of the app, and its end at both', async ({
  kit,
}) => {
  const [ann, bob] = [await kit('ann'), await kit('bob')];
  await bob.run('setSelfInfo', { nickName: 'Bob Builder', avatar: 'https://img.example.com/b.png' });
  await ann.place('call', { userID: bob.userID, type: 2 });
  await bob.expectView({ status: 'calling', isGroup: false, media: 2, people: [ann.userID] });
  await bob.accept();
  for (const [user, other] of [
    [ann, bob],
    [bob, ann],
  ] as const) {
    await user.expectView({ status: 'connected', people: [other.userID] });
    await user.expectPictures('localVideo');
    await user.expectPictures(other.userID);
  }
  expect((await ann.view()).names).toEqual({ [bob.userID]: 'Bob Builder' });

  await ann.page.evaluate(() => window.kit.minimise());
  await ann.expectPictures(bob.userID);
  await ann.expectPictures('localVideo');

  await ann.page.evaluate(() => window.kit.mute(true));
  await ann.page.evaluate(() => window.kit.mute(false));
  expect(await ann.page.evaluate(() => window.kit.say('{"type":10000}'))).toBe(true);
  await expect
    .poll(() => bob.page.evaluate(() => window.kit.captions))
    .toEqual([{ userId: ann.userID, cmdId: 1, text: '{"type":10000}' }]);

  for (const [method, ...args] of [
    ['enableAIVoice', false],
    ['setBlurBackground', 0],
    ['switchCamera', 1],
    ['closeMicrophone'],
    ['openMicrophone'],
    ['closeCamera'],
    ['openCamera', 'localVideo', true],
    ['switchCallMediaType', 1],
  ] as const) {
    expect(await ann.run(method, ...args), method).toMatchObject({ ok: true });
  }
  await bob.expectView({ media: 1 });
  await bob.run('hangup');
  for (const user of [ann, bob]) await user.expectView({ status: 'idle', closedBy: 'CALLING_END' });
});

test('S1-03 S1-04 S1-05 S1-07 a call that is not answered closes the view at both, also at kits that know the older event alone', async ({
  kit,
}) => {
  const [ann, bob, cid] = [await kit('ann'), await kit('bob'), await kit('cid')];
  const both = async (tip: string[]) => {
    await ann.expectView({ status: 'idle', closedBy: 'CALLING_CANCEL', tips: tip });
    await bob.expectView({ status: 'idle', closedBy: 'CALLING_CANCEL' });
  };
  await ann.place('call', { userID: bob.userID, type: 1 });
  await bob.expectView({ status: 'calling' });
  await ann.run('hangup');
  await both([]);
  await ann.place('call', { userID: bob.userID, type: 1 });
  await bob.expectView({ status: 'calling' });
  await bob.run('reject');
  await both([`REJECT ${bob.userID}`]);
  await ann.place('call', { userID: bob.userID, type: 1, timeout: 1 });
  await both([`REJECT ${bob.userID}`, `NO_RESP ${bob.userID}`]);

  await ann.place('call', { userID: bob.userID, type: 1 });
  await bob.expectView({ status: 'calling' });
  await bob.accept();
  await ann.expectView({ status: 'connected' });
  await cid.place('call', { userID: bob.userID, type: 1 });
  await cid.expectView({ status: 'idle', closedBy: 'CALLING_CANCEL', tips: [`LINE_BUSY ${bob.userID}`] });
  await bob.expectView({ status: 'connected', people: [ann.userID] });
});

test('S2-02 S2-14 a group call, somebody invited into it, and who leaves', async ({ kit }) => {
  const [ann, bob, cid] = [await kit('ann'), await kit('bob'), await kit('cid')];
  await ann.place('calls', { userIDList: [bob.userID], type: 1 });
  await bob.accept();
  await ann.expectView({ status: 'connected', isGroup: false });
  expect(await ann.run('inviteUser', { userIDList: [cid.userID] })).toMatchObject({ ok: true });
  await bob.expectView({ isGroup: true, people: [ann.userID, cid.userID] });
  await cid.expectView({ status: 'calling', isGroup: true });
  await cid.accept();
  await cid.expectView({ status: 'connected' });
  await ann.run('hangup');
  await bob.expectView({ status: 'connected', people: [cid.userID] });
  await cid.run('hangup');
  await bob.expectView({ status: 'idle', closedBy: 'CALLING_END' });
});

test('S1-19 a second login of the same user closes the first view, where the app allows one device', async ({
  kit,
}) => {
  const first = await kit('ann', SINGLE);
  const second = await kit('ann', SINGLE);
  await first.expectView({ closedBy: 'KICKED_OUT' });
  await second.expectView({ closedBy: '' });
});

test('kits leave the view for every failure but this one: a second command while the first runs', async ({
  kit,
}) => {
  const [ann, bob] = [await kit('ann'), await kit('bob')];
  const twice = await ann.page.evaluate(async (userID) => {
    const params = { userID, type: 1 };
    return Promise.all([window.kit.run('call', params), window.kit.run('call', params)]);
  }, bob.userID);
  expect(twice[0]).toMatchObject({ ok: true });
  expect(twice[1]).toMatchObject({ code: -1204 });
  expect(twice[1]?.message).toContain('is ongoing, please avoid repeated calls');
});
