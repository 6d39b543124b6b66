import { describe, expect, test, vi } from 'vitest';
import { FakeSender } from '../testing/fake-peer-connection.js';
import type { VideoEncoding } from './allotment.js';
import { applyEncoding, putFirst } from './encodings.js';

const whole: VideoEncoding = {
  active: true,
  scaleResolutionDownBy: 1,
  maxBitrate: 900_000,
  maxFramerate: 15,
};

describe('applyEncoding', () => {
  const apply = (sender: FakeSender, encoding = whole) =>
    applyEncoding(sender as unknown as RTCRtpSender, encoding);

  test('bounds the sender', async () => {
    const sender = new FakeSender();
    await apply(sender, { ...whole, scaleResolutionDownBy: 3 });
    expect(sender.parameters).toEqual({
      encodings: [{ ...whole, scaleResolutionDownBy: 3 }],
      degradationPreference: 'maintain-framerate',
    });
  });

  test.each([{ active: false }, { scaleResolutionDownBy: 2 }, { maxBitrate: 400_000 }, { maxFramerate: 10 }])(
    'sets nothing anew that is so already, and what has changed: %o',
    async (change) => {
      const sender = new FakeSender();
      await apply(sender);
      const set = vi.spyOn(sender, 'setParameters');
      await apply(sender);
      expect(set).not.toHaveBeenCalled();
      await apply(sender, { ...whole, ...change });
      expect(set).toHaveBeenCalledOnce();
      expect(sender.parameters.encodings).toEqual([{ ...whole, ...change }]);
    },
  );

  test('a sender without encodings keeps the browser’s bounds', async () => {
    const sender = new FakeSender();
    sender.parameters = { encodings: [] };
    await apply(sender);
    expect(sender.parameters).toEqual({ encodings: [] });
  });
});

describe('putFirst', () => {
  const put = (sender: FakeSender) => putFirst(sender as unknown as RTCRtpSender);

  test('asks for what the browser names, once', async () => {
    const sender = new FakeSender();
    sender.parameters = { encodings: [{ priority: 'low', networkPriority: 'low' }] };
    const set = vi.spyOn(sender, 'setParameters');
    await put(sender);
    await put(sender);
    expect(sender.parameters.encodings).toEqual([{ priority: 'high', networkPriority: 'high' }]);
    expect(set).toHaveBeenCalledOnce();
  });

  test('Firefox names no networkPriority', async () => {
    const sender = new FakeSender();
    sender.parameters = { encodings: [{ priority: 'low' }] };
    await put(sender);
    expect(sender.parameters.encodings).toEqual([{ priority: 'high' }]);
  });

  test.each([{ encodings: [] }, { encodings: [{}] }])('leaves %o alone', async (parameters) => {
    const sender = new FakeSender();
    sender.parameters = structuredClone(parameters);
    const set = vi.spyOn(sender, 'setParameters');
    await put(sender);
    expect(set).not.toHaveBeenCalled();
  });
});
