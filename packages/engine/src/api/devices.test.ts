import { describe, expect, it } from 'vitest';
import { Failure } from '../errors/failure.js';
import { TUICallEvent } from '../events/names.js';
import { microphone } from '../testing/fake-media.js';
import { TestEngine } from '../testing/test-engine.js';

const loggedIn = () => new TestEngine().loggedIn();
const none = new Failure(60004, 'no such camera: NotFoundError');

describe('devices', () => {
  it.each([
    ['camera', 'camera'],
    ['microphones', 'microphone'],
    ['microphone', 'microphone'],
    ['speaker', 'speaker'],
  ] as const)('getDeviceList(%s) lists the %s', async (type, kind) => {
    const it = await loggedIn();
    const asked: string[] = [];
    it.media.devices.list = async (of) => {
      asked.push(of);
      return [microphone];
    };
    expect(await it.engine.getDeviceList(type)).toEqual([microphone]);
    expect(asked).toEqual([kind]);
  });

  it('G-17 a failure outside of a call comes with ERROR, in a call without, since kits would leave its view', async () => {
    const it = await loggedIn();
    it.media.devices.list = () => Promise.reject(none);
    void it.watch('list', it.engine.getDeviceList('camera'));
    await it.settle();
    expect(it.order).toEqual(['list rejected 60004', TUICallEvent.ERROR]);
    await it.talking();
    void it.watch('list', it.engine.getDeviceList('camera'));
    await it.settle();
    expect(it.order).toEqual(['list rejected 60004']);
  });

  it.each([30000, -1203])('G-17 no ERROR with %i, which is no failure of a device', async (code) => {
    const it = await loggedIn();
    it.media.devices.list = () => Promise.reject(new Failure(code, 'of something else'));
    void it.watch('list', it.engine.getDeviceList('camera'));
    await it.settle();
    expect(it.order).toEqual([`list rejected ${code}`]);
  });

  it('G-16 an unanswered question of the browser rejects after 15 s', async () => {
    const it = await loggedIn();
    it.media.devices.list = () => new Promise(() => {});
    const list = it.watch('list', it.engine.getDeviceList('camera'));
    await it.pass(15);
    expect(list.outcome).toMatchObject({ error: { code: 65535 } });
  });

  it.each([
    ['video', 'c2', 'switchDevice(camera, c2)'],
    ['audio', 'm2', 'switchDevice(microphone, m2)'],
    ['microphones', 'm2', 'switchDevice(microphone, m2)'],
  ] as const)('switchDevice(%s) changes over, then DEVICED_UPDATED', async (deviceType, deviceId, done) => {
    const it = await loggedIn();
    await it.talking();
    const switched = it.watch('switch', it.engine.switchDevice({ deviceType, deviceId }));
    await it.settle();
    expect(switched.outcome).toEqual({ state: 'resolved', value: true });
    expect(it.media.capture.log).toContain(done);
    expect(it.order).toEqual(['switch resolved', TUICallEvent.DEVICED_UPDATED]);
    expect(it.heard[0]?.payload).toEqual({
      microphoneList: [microphone],
      cameraList: [],
      speakerList: [],
      currentMicrophone: microphone,
      currentCamera: null,
      currentSpeaker: null,
      currentMicrophoneID: 'm1',
      currentCameraID: '',
      currentSpeakerID: '',
    });
  });

  it('a speaker is changed in the call that runs and in later ones', async () => {
    const it = await loggedIn();
    await it.talking();
    await it.engine.switchDevice({ deviceType: 'speaker', deviceId: 's2' });
    expect(it.media.plane.last.log).toContain('setSpeaker(s2)');
    expect(it.media.devices.log).toEqual(['chooseSpeaker(s2)']);
    void it.engine.hangup();
    await it.answer('hangup');
    await it.calling();
    expect(it.media.plane.last.log).toContain('setSpeaker(s2)');
  });

  it.each([
    [0, 'chooseSide(front: true)'],
    [1, 'chooseSide(front: false)'],
  ] as const)('switchCamera(%i) changes over, then DEVICED_UPDATED', async (position, done) => {
    const it = await loggedIn();
    await it.talking();
    void it.watch('switch', it.engine.switchCamera(position));
    await it.settle();
    expect(it.media.capture.log).toContain(done);
    expect(it.order).toEqual(['switch resolved', TUICallEvent.DEVICED_UPDATED]);
  });

  it('getCurrentDevice and getDevicePermission answer at once and never throw', () => {
    const { engine } = new TestEngine();
    expect(engine.getCurrentDevice('microphones')).toEqual(microphone);
    expect(engine.getCurrentDevice('camera')).toBeNull();
    expect(engine.getCurrentDevice('toString' as never)).toBeNull();
    expect(engine.getDevicePermission()).toEqual({ audio: true, video: false });
  });

  it('a device that comes or goes is told; nothing is watched after destroyInstance', async () => {
    const it = await loggedIn();
    await it.media.devices.change();
    await it.settle();
    expect(it.order).toEqual([TUICallEvent.DEVICED_UPDATED]);
    const left = it.engine.destroyInstance();
    await it.answer('logout');
    await left;
    expect(it.media.devices.isWatched).toBe(false);
    expect(it.media.preview.log.at(-1)).toBe('close');
  });
});
