import { TUICallEvent } from '@ringback/engine';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { MediaInCall } from './memory.js';
import { begin, ring, settled, signedIn } from './testing/world.js';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** The page is loaded anew and finds its call. */
async function restored(media: MediaInCall | null) {
  const fake = await signedIn({ memory: { name: 'alice', media } });
  fake.emit(TUICallEvent.ON_CALL_RESTORED, {
    callId: 'c1',
    groupID: '',
    callMediaType: 2,
    userIDList: ['alice', 'bob'],
    invitingUserIDList: [],
    totalTime: 12,
  });
  await settled();
  return fake;
}

test('S1-28 microphone and camera that were on are opened again', async () => {
  const { engine, model } = await restored({ callId: 'c1', mic: true, cam: true, speaker: true });
  expect(engine.openMicrophone).toHaveBeenCalledTimes(1);
  expect(engine.openCamera).toHaveBeenCalledTimes(1);
  expect(model().call).toMatchObject({ phase: 'talking', own: { mic: { on: true }, cam: { on: true } } });
});

test('S1-28 who was muted stays muted', async () => {
  const { engine, model } = await restored({ callId: 'c1', mic: false, cam: true, speaker: true });
  expect(engine.openMicrophone).not.toHaveBeenCalled();
  expect(model().call).toMatchObject({ own: { mic: { on: false }, cam: { on: true } } });
});

test('S1-28 who had turned the sound off hears nothing', async () => {
  const { model } = await restored({ callId: 'c1', mic: false, cam: false, speaker: false });
  expect(model().call).toMatchObject({ own: { speaker: false } });
});

test.each([null, { callId: 'another', mic: true, cam: true, speaker: false }])(
  'S1-28 what was on in no call or another one opens nothing',
  async (media) => {
    const { engine } = await restored(media);
    expect(engine.openMicrophone).not.toHaveBeenCalled();
    expect(engine.openCamera).not.toHaveBeenCalled();
  },
);

test('what is on is kept as it changes, and forgotten with the call', async () => {
  const fake = await signedIn();
  const { memory } = fake.world;
  ring(fake);
  begin(fake);
  await settled();
  expect(memory.media).toEqual({ callId: 'c1', mic: true, cam: true, speaker: true });
  fake.controller.act({ do: 'toggle', device: 'mic' });
  expect(memory.media).toEqual({ callId: 'c1', mic: false, cam: true, speaker: true });
  fake.controller.act({ do: 'hangUp' });
  expect(memory.media).toBeNull();
});
