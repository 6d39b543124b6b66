import { describe, expect, test, vi } from 'vitest';
import { FakeSender, FakeTrack } from '../testing/fake-peer-connection.js';
import { limitVideo, videoEncoding } from './encodings.js';

const p480 = { width: 640, height: 480, frameRate: 15, bitrate: 900 };

describe('videoEncoding', () => {
  test.each([
    ['as large as the profile', { width: 640, height: 480 }, 1],
    ['smaller', { width: 320, height: 240 }, 1],
    ['twice as large', { width: 1280, height: 960 }, 2],
    ['wider', { width: 1280, height: 720 }, 2],
    ['held upright', { width: 720, height: 1280 }, 2],
    ['a square', { width: 960, height: 960 }, 2],
    ['unknown', {}, 1],
  ])('a frame that is %s', (_name, frame, scaleResolutionDownBy) => {
    expect(videoEncoding(p480, frame)).toEqual({
      maxBitrate: 900_000,
      maxFramerate: 15,
      scaleResolutionDownBy,
    });
  });
});

describe('limitVideo', () => {
  const limit = (sender: FakeSender, track: FakeTrack | null = null) =>
    limitVideo(sender as unknown as RTCRtpSender, p480, track as unknown as MediaStreamTrack | null);

  test('bounds the sender by what the track really delivers', async () => {
    const sender = new FakeSender();
    await limit(sender, new FakeTrack('video', { width: 1920, height: 1080 }));
    expect(sender.parameters).toEqual({
      encodings: [{ maxBitrate: 900_000, maxFramerate: 15, scaleResolutionDownBy: 3 }],
      degradationPreference: 'maintain-framerate',
    });
  });

  test('sets nothing anew that is so already', async () => {
    const sender = new FakeSender();
    await limit(sender);
    const set = vi.spyOn(sender, 'setParameters');
    await limit(sender);
    expect(set).not.toHaveBeenCalled();
    await limit(sender, new FakeTrack('video', { width: 1280, height: 720 }));
    expect(set).toHaveBeenCalledOnce();
  });

  test('a sender without encodings keeps the browser’s bounds', async () => {
    const sender = new FakeSender();
    sender.parameters = { encodings: [] };
    await limit(sender);
    expect(sender.parameters).toEqual({ encodings: [] });
  });
});
