import { Code } from '@ringback/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Failure } from '../../errors/failure.js';
import { FakeMediaDevices } from '../testing/fake-media-devices.js';
import { FakeTrack } from '../testing/fake-peer-connection.js';
import { LocalCapture } from './local-capture.js';

const p480 = { width: 640, height: 480, frameRate: 15, bitrate: 900 };

let machine: FakeMediaDevices;
let capture: LocalCapture;
let lost: [kind: string, code: number][];
let changes: number;

beforeEach(() => {
  machine = FakeMediaDevices.install();
  lost = [];
  changes = 0;
  capture = new LocalCapture({
    profile: p480,
    onLost: (kind: string, failure: Failure) => lost.push([kind, failure.code]),
  });
  capture.onTracks(() => {
    changes += 1;
  });
});
afterEach(() => vi.unstubAllGlobals());

/** Everything that waits for no prompt has happened. */
const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

describe('microphone', () => {
  test('is asked for with echo cancellation, noise suppression and gain control', async () => {
    await capture.openMicrophone();
    expect(machine.asked).toEqual([
      {
        audio: { echoCancellation: true, noiseSuppression: true, autoGainControl: true, channelCount: 1 },
      },
    ]);
    expect(capture.published).toEqual({ audio: true, video: false });
  });

  test('S1-24 a probe keeps what it opened, muted, for the call: one prompt', async () => {
    await capture.probe();
    expect(capture.published.audio).toBe(false);
    expect(machine.tracks[0]?.enabled).toBe(false);
    await capture.openMicrophone();
    expect(machine.tracks[0]?.enabled).toBe(true);
    expect(machine.asked).toHaveLength(1);
    expect(capture.permissions.current).toEqual({ audio: true, video: false });
  });

  test('muting sends silence and keeps the device; unmuting asks nobody', async () => {
    await capture.openMicrophone();
    capture.closeMicrophone();
    expect(machine.tracks[0]).toMatchObject({ enabled: false, readyState: 'live' });
    expect(capture.published.audio).toBe(false);
    await capture.openMicrophone();
    expect(machine.tracks[0]?.enabled).toBe(true);
    expect(machine.asked).toHaveLength(1);
  });

  test('muted while the prompt is open: it opens muted', async () => {
    const answer = machine.hesitate();
    const opening = capture.openMicrophone();
    capture.closeMicrophone();
    answer();
    await opening;
    expect(machine.tracks[0]?.enabled).toBe(false);
    expect(capture.published.audio).toBe(false);
  });

  test('two that want it at once share one prompt', async () => {
    const answer = machine.hesitate();
    const both = Promise.all([capture.probe(), capture.openMicrophone()]);
    answer();
    await both;
    expect(machine.asked).toHaveLength(1);
    expect(capture.published.audio).toBe(true);
  });
});

describe('camera', () => {
  test('is asked for in the profile’s size, the front one first, and is really stopped', async () => {
    await capture.openCamera();
    expect(machine.asked).toEqual([
      {
        video: {
          width: { ideal: 640 },
          height: { ideal: 480 },
          frameRate: { ideal: 30 },
          facingMode: 'user',
        },
      },
    ]);
    capture.closeCamera();
    expect(machine.live).toEqual([]);
    expect(capture.published.video).toBe(false);
  });

  test('opened twice it is one camera; the other side replaces it', async () => {
    await capture.openCamera();
    await capture.openCamera({ front: true });
    expect(machine.asked).toHaveLength(1);
    await capture.openCamera({ front: false });
    expect(machine.asked[1]).toMatchObject({ video: { facingMode: 'environment' } });
    expect(machine.live).toEqual([capture.videoTrack]);
  });

  test('S1-15 closed while the prompt is open: resolves without opening', async () => {
    const answer = machine.hesitate();
    const opening = capture.openCamera();
    capture.closeCamera();
    answer();
    await opening;
    expect(capture.videoTrack).toBeNull();
    expect(machine.live).toEqual([]);
  });

  test('a new profile goes to the running camera and to the next one', async () => {
    await capture.openCamera();
    capture.setVideoProfile({ ...p480, width: 1280, height: 720 });
    expect(machine.tracks[0]?.constraints[0]).toMatchObject({ width: { ideal: 1280 } });
  });
});

describe('the end of the call', () => {
  test('release stops all of it, and the next call opens anew, unmuted only when asked', async () => {
    await capture.openMicrophone();
    await capture.openCamera();
    capture.release();
    capture.release();
    expect(machine.live).toEqual([]);
    expect(capture.published).toEqual({ audio: false, video: false });
    await capture.probe();
    expect(machine.live[0]?.enabled).toBe(false);
  });

  test('G-15 what a prompt gives after the end is stopped at once, and its openCamera rejects −1203', async () => {
    const answers = [machine.hesitate(), machine.hesitate()];
    const openings = [capture.openMicrophone(), capture.openCamera()];
    capture.release();
    const before = changes;
    for (const answer of answers) answer();
    for (const opening of openings) await expect(opening).rejects.toMatchObject({ code: Code.WRONG_STATE });
    expect(machine.tracks).toHaveLength(2);
    expect(machine.live).toEqual([]);
    expect(changes).toBe(before);
    expect([capture.audioTrack, capture.videoTrack]).toEqual([null, null]);
  });

  test('a prompt that is refused after the end rejects −1203 too', async () => {
    const answer = machine.hesitate();
    const opening = capture.openCamera();
    capture.release();
    answer(() => {
      throw new DOMException('', 'NotAllowedError');
    });
    await expect(opening).rejects.toMatchObject({ code: Code.WRONG_STATE });
  });

  test('a late prompt of the last call does not disturb the next one', async () => {
    const late = machine.hesitate();
    const opening = capture.openCamera();
    capture.release();
    await capture.openCamera();
    late();
    await expect(opening).rejects.toMatchObject({ code: Code.WRONG_STATE });
    expect(machine.live).toEqual([capture.videoTrack]);
  });
});

describe('another device', () => {
  test('runs before the old one is stopped', async () => {
    await capture.openMicrophone();
    const [old] = machine.tracks;
    machine.next(() => {
      expect(old?.readyState).toBe('live');
      return new FakeTrack('audio', { deviceId: 'headset' });
    });
    await capture.switchDevice('microphone', 'headset');
    expect(machine.asked[1]).toMatchObject({ audio: { deviceId: { exact: 'headset' } } });
    expect(machine.live).toEqual([capture.audioTrack]);
    expect(machine.live[0]?.enabled).toBe(true);
    expect(capture.deviceId('microphone')).toBe('headset');
  });

  test('chosen while nothing is open it is kept for the next opening', async () => {
    await capture.switchDevice('camera', 'usb');
    expect(machine.asked).toEqual([]);
    expect(capture.deviceId('camera')).toBe('usb');
    await capture.openCamera();
    expect(machine.asked[0]).toMatchObject({ video: { deviceId: 'usb' } });
  });

  test('the other side of a phone: at once where the camera is open, else kept for the next opening', async () => {
    await capture.switchDevice('camera', 'usb');
    await capture.chooseSide(false);
    expect(machine.asked).toEqual([]);
    await capture.openCamera();
    expect(machine.asked[0]).toMatchObject({ video: { facingMode: 'environment' } });
    await capture.chooseSide(true);
    expect(machine.asked[1]).toMatchObject({ video: { facingMode: 'user' } });
    expect(machine.live).toEqual([capture.videoTrack]);
    await capture.chooseSide(true);
    expect(machine.asked).toHaveLength(2);
  });

  test('one that is not there rejects, and the old one goes on', async () => {
    await capture.openCamera();
    machine.refuse('OverconstrainedError');
    await expect(capture.switchDevice('camera', 'gone')).rejects.toMatchObject({ code: Code.NO_CAMERA });
    expect(machine.live).toEqual([capture.videoTrack]);
    expect(capture.deviceId('camera')).toBe('default');
  });

  test('on phones that run one camera at a time the old one goes first', async () => {
    await capture.openCamera();
    machine.refuse('NotReadableError');
    await capture.openCamera({ front: false });
    expect(machine.tracks.map(({ readyState }) => readyState)).toEqual(['ended', 'live']);
    expect(capture.published.video).toBe(true);
  });

  test('where neither runs then, the camera is off and says so', async () => {
    await capture.openCamera();
    machine.refuse('NotReadableError');
    machine.refuse('NotReadableError');
    await expect(capture.openCamera({ front: false })).rejects.toMatchObject({ code: Code.UNKNOWN });
    expect(capture.published.video).toBe(false);
    expect(machine.live).toEqual([]);
  });
});

describe('unplugged', () => {
  test('the default takes its place, and nobody need know', async () => {
    await capture.openMicrophone();
    await capture.switchDevice('microphone', 'headset');
    machine.live[0]?.end();
    await settle();
    expect(capture.audioTrack?.readyState).toBe('live');
    expect(capture.audioTrack?.enabled).toBe(true);
    expect(lost).toEqual([]);
  });

  test('where there is no other, it is closed and told', async () => {
    await capture.openCamera();
    machine.refuse('NotFoundError');
    machine.live[0]?.end();
    await vi.waitFor(() => expect(lost).toEqual([['camera', Code.NO_CAMERA]]));
    expect(capture.published.video).toBe(false);
  });

  test('a device that was given up and is unplugged then concerns nobody', async () => {
    await capture.openCamera();
    const [old] = machine.tracks;
    await capture.switchDevice('camera', 'usb');
    old?.end();
    await settle();
    expect(machine.asked).toHaveLength(2);
  });

  test('the end of the call is not the loss of a device', async () => {
    await capture.openCamera();
    const answer = machine.hesitate();
    machine.live[0]?.end();
    capture.release();
    answer();
    await settle();
    expect(lost).toEqual([]);
    expect(machine.live).toEqual([]);
  });
});

describe('errors', () => {
  const ends = 'NotAllowedError: Permission denied';
  test.each([
    ['microphone', 'NotFoundError', Code.NO_MICROPHONE, 'no such microphone'],
    ['camera', 'NotFoundError', Code.NO_CAMERA, 'no such camera'],
    ['microphone', 'NotAllowedError', Code.PERMISSION_DENIED, ends],
    ['camera', 'SecurityError', Code.PERMISSION_DENIED, ends],
    ['camera', 'NotReadableError', Code.UNKNOWN, 'NotReadableError'],
  ] as const)('%s: %s is %i', async (kind, name, code, text) => {
    machine.refuse(name);
    const opening = kind === 'camera' ? capture.openCamera() : capture.openMicrophone();
    const failure = await opening.catch((error: unknown) => error);
    expect(failure).toMatchObject({ code, cause: { name }, message: expect.stringContaining(text) });
    if (code === Code.PERMISSION_DENIED) expect((failure as Error).message.endsWith(ends)).toBe(true);
  });

  test('a page that is neither https nor localhost gets 30000', async () => {
    vi.stubGlobal('navigator', {});
    vi.stubGlobal('isSecureContext', false);
    await expect(capture.probe()).rejects.toMatchObject({ code: Code.INSECURE_PAGE });
    vi.stubGlobal('isSecureContext', true);
    await expect(capture.probe()).rejects.toMatchObject({ code: Code.UNKNOWN });
  });
});
