import type { Person } from '../fixtures/person.js';
import { expect, test } from '../fixtures/test.js';

type Open = (name: string) => Promise<Person>;

async function talking(person: Open): Promise<{ a: Person; b: Person }> {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  await b.run('accept');
  await a.heard('USER_ENTER');
  await b.heard('USER_ENTER');
  return { a, b };
}

test('S1-02 B accepts: the events in their order, and sound and pictures on both sides', async ({
  person,
}) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await a.run('openCamera', 'local');
  await b.heard('RECEIVED');
  expect(await b.run('accept')).toMatchObject({ ok: true, value: { code: 0 } });
  await a.heard(`AUDIO{${b.userID}, true}`);
  expect((await a.told()).filter((event) => !/openCamera|RINGING/.test(event))).toEqual([
    'call() resolved',
    `USER_ACCEPT{${b.userID}}`,
    'ON_CALL_BEGIN{2}',
    `USER_ENTER{${b.userID}}`,
    `AUDIO{${b.userID}, true}`,
  ]);
  await b.expectTold(
    `RECEIVED{${a.userID}}`,
    'accept() resolved',
    'ON_CALL_BEGIN{2}',
    `USER_ENTER{${a.userID}}`,
    `AUDIO{${a.userID}, true}`,
    `VIDEO{${a.userID}, true}`,
  );
  await b.run('openCamera', 'local');
  await a.heard(`VIDEO{${b.userID}, true}`);
  await a.expectMedia({ audio: true, frames: true });
  await b.expectMedia({ audio: true, frames: true });
  await a.expectShown(b.userID);
  await b.expectShown(a.userID);
});

for (const who of ['alice', 'bob']) {
  const id = who === 'alice' ? 'S1-10 A' : 'S1-11 B';
  test(`${id} hangs up: both ends, once, and camera and microphone are released`, async ({ person }) => {
    const { a, b } = await talking(person);
    await a.run('openCamera', 'local');
    await b.run('openCamera', 'local');
    await a.expectMedia({ audio: true, frames: true });
    const [quits, stays] = who === 'alice' ? [a, b] : [b, a];
    await quits.forget();
    await stays.forget();
    expect(await quits.run('hangup')).toMatchObject({ ok: true });
    await quits.expectTold('hangup() resolved', `CALLING_END{${quits.userID}, 1}`);
    await stays.expectTold(`USER_LEAVE{${quits.userID}}`, `CALLING_END{${quits.userID}, 1}`);
    for (const someone of [a, b]) {
      await someone.expectReleased();
      const end = await someone.lastEvent('CALLING_END');
      expect(end).toMatchObject({ callEnd: end?.totalTime, callMediaType: 2 });
      expect(await someone.page.locator('video').count()).toBe(0);
    }
  });
}

test('S1-16 accept and cancel cross: both sides see one outcome', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID);
  await b.heard('RECEIVED');
  const [accept, hangup] = await Promise.all([b.run('accept'), a.run('hangup')]);
  expect(hangup).toMatchObject({ ok: true });
  if (accept.ok) {
    await a.heard(`CALLING_END{${a.userID}, 1}`);
    await b.heard(`CALLING_END{${a.userID}, 1}`);
  } else {
    expect(accept.code).toBe(-1203);
    await a.heard(`CANCEL{${a.userID}, 6}`);
    await b.heard(`CANCEL{${b.userID}, 6}`);
  }
  await a.expectReleased();
  await b.expectReleased();
});

test('S1-20 video to audio: both are told, and a camera that was on is off', async ({ person }) => {
  const { a, b } = await talking(person);
  await a.run('openCamera', 'local');
  await b.heard(`VIDEO{${a.userID}, true}`);
  await b.expectMedia({ frames: true });
  await a.forget();
  await b.forget();
  expect(await b.run('switchCallMediaType', 1)).toMatchObject({ ok: true });
  await a.heard('CALL_TYPE_CHANGED{2,1}');
  await b.expectTold('switchCallMediaType() resolved', 'CALL_TYPE_CHANGED{2,1}', `VIDEO{${a.userID}, false}`);
  await expect.poll(() => a.page.evaluate(() => window.app.liveTracks())).toEqual(['audio']);
  await a.expectMedia({ audio: true });
  expect(await a.run('switchCallMediaType', 1)).toMatchObject({ ok: false, code: -1204 });
});

test('S1-21 audio to video: told, and nobody’s camera opens by itself', async ({ person }) => {
  const a = await person('alice');
  const b = await person('bob');
  await a.call(b.userID, { type: 1 });
  await b.heard('RECEIVED');
  await b.run('accept');
  await b.heard('USER_ENTER');
  await a.run('switchCallMediaType', 2);
  await b.heard('CALL_TYPE_CHANGED{1,2}');
  await a.heard('CALL_TYPE_CHANGED{1,2}');
  for (const someone of [a, b]) {
    expect(await someone.page.evaluate(() => window.app.liveTracks())).toEqual(['audio']);
  }
  await b.run('openCamera', 'local');
  await a.expectMedia({ frames: true });
});

test('microphone and camera off and on again reach the other side', async ({ person }) => {
  const { a, b } = await talking(person);
  await a.run('openCamera', 'local');
  await b.heard(`VIDEO{${a.userID}, true}`);
  await b.expectMedia({ frames: true });
  await b.forget();
  await a.run('closeCamera');
  await b.heard(`VIDEO{${a.userID}, false}`);
  await expect.poll(() => a.page.evaluate(() => window.app.liveTracks())).toEqual(['audio']);
  await a.run('closeMicrophone');
  await b.heard(`AUDIO{${a.userID}, false}`);
  await a.run('openMicrophone');
  await a.run('openCamera', 'local');
  await b.expectTold(
    `VIDEO{${a.userID}, false}`,
    `AUDIO{${a.userID}, false}`,
    `AUDIO{${a.userID}, true}`,
    `VIDEO{${a.userID}, true}`,
  );
  await b.expectMedia({ frames: true, audio: true });
});

test('the devices in use are known before they are listed, and switchDevice resolves true', async ({
  person,
}) => {
  const { a } = await talking(person);
  await a.run('openCamera', 'local');
  for (const deviceType of ['microphone', 'camera']) {
    const current = await a.run('getCurrentDevice', deviceType);
    expect(current, deviceType).toMatchObject({ ok: true, value: { label: expect.stringMatching(/./) } });
    const deviceId = current.ok && current.value.deviceId;
    expect(await a.run('switchDevice', { deviceType, deviceId })).toMatchObject({ ok: true, value: true });
    expect(await a.run('getCurrentDevice', deviceType)).toEqual(current);
  }
});

test('volume and network quality are measured, self included', async ({ person }) => {
  const { a, b } = await talking(person);
  await expect
    .poll(async () => {
      const { volumeMap } = (await a.lastEvent('USER_VOICE_VOLUME')) ?? {};
      const entries = (volumeMap ?? []) as { userId: string; audioVolume: number }[];
      return entries
        .filter((entry) => entry.audioVolume > 0)
        .map((entry) => entry.userId)
        .sort();
    })
    .toEqual([a.userID, b.userID].sort());
  await expect
    .poll(async () => {
      const { networkQualityList } = (await b.lastEvent('ON_USER_NETWORK_QUALITY_CHANGED')) ?? {};
      const entries = (networkQualityList ?? []) as { userId: string; quality: number }[];
      return entries.filter((entry) => entry.quality >= 1 && entry.quality <= 2).length;
    })
    .toBe(2);
});

test('a remote view survives being moved in the page', async ({ person }) => {
  const { a, b } = await talking(person);
  await a.run('openCamera', 'local');
  await b.expectShown(a.userID);
  await b.page.evaluate((id) => {
    const elsewhere = document.createElement('section');
    document.body.prepend(elsewhere);
    const view = document.getElementById(`view-${id}`);
    if (view) elsewhere.append(view);
  }, a.userID);
  await b.expectShown(a.userID);
});

test('the same two people call again and again', async ({ person }) => {
  const { a, b } = await talking(person);
  await a.run('hangup');
  await a.heard('CALLING_END');
  await b.heard('CALLING_END');
  for (const [caller, callee] of [
    [b, a],
    [a, b],
  ] as const) {
    await caller.forget();
    await callee.forget();
    expect(await caller.call(callee.userID)).toMatchObject({ ok: true });
    await callee.heard('RECEIVED');
    expect(await callee.run('accept')).toMatchObject({ ok: true });
    await caller.expectMedia({ audio: true });
    await callee.run('hangup');
    await caller.heard('CALLING_END');
    await callee.heard('CALLING_END');
    await caller.expectReleased();
  }
});
