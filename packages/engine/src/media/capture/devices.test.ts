import { Code } from '@ringback/protocol';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { FakeMediaDevices } from '../testing/fake-media-devices.js';
import { FakeTrack } from '../testing/fake-peer-connection.js';
import { Devices, type DevicesState } from './devices.js';
import { LocalCapture } from './local-capture.js';

const device = (kind: MediaDeviceKind, deviceId: string, label = deviceId) => ({
  kind,
  deviceId,
  label,
  groupId: 'g',
});
const shown = (deviceId: string) => ({ deviceId, deviceName: deviceId, label: deviceId, groupId: 'g' });

let machine: FakeMediaDevices;
let capture: LocalCapture;
let devices: Devices;

beforeEach(() => {
  vi.useFakeTimers();
  machine = FakeMediaDevices.install();
  machine.devices = [
    device('audioinput', 'default'),
    device('audioinput', 'headset'),
    device('videoinput', 'front'),
    device('audiooutput', 'speakers'),
    device('audiooutput', 'headset-out'),
  ];
  capture = new LocalCapture({
    profile: { width: 640, height: 480, frameRate: 15, bitrate: 900 },
    onLost: () => {},
  });
  devices = new Devices(capture);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('list', () => {
  test('asks for permission, lets the device go again and gives both spellings of the name', async () => {
    expect(await devices.list('camera')).toEqual([shown('front')]);
    expect(machine.asked).toEqual([{ video: true }]);
    expect(machine.live).toEqual([]);
    expect(devices.permission()).toEqual({ audio: false, video: true });
  });

  test('speakers need the microphone’s permission', async () => {
    expect(await devices.list('speaker')).toEqual([shown('speakers'), shown('headset-out')]);
    expect(machine.asked).toEqual([{ audio: true }]);
  });

  test('asks nobody while the device is open, or when permission is known', async () => {
    await capture.openMicrophone();
    await devices.list('microphone');
    expect(machine.asked).toHaveLength(1);
    machine.permission = 'granted';
    await devices.list('camera');
    expect(machine.asked).toHaveLength(1);
    expect(devices.permission()).toEqual({ audio: true, video: true });
  });

  test('a prompt that is open answers for this one too', async () => {
    const answer = machine.hesitate();
    const opening = capture.openMicrophone();
    const list = devices.list('microphone');
    answer();
    await opening;
    expect(await list).toHaveLength(2);
    expect(machine.asked).toHaveLength(1);
  });

  test('a prompt of a call that is over by the time it is answered answers for nothing: the list asks by itself', async () => {
    const answer = machine.hesitate();
    const opening = capture.openMicrophone();
    const list = devices.list('microphone');
    capture.release();
    answer();
    await expect(opening).rejects.toMatchObject({ code: Code.WRONG_STATE });
    expect(await list).toHaveLength(2);
    expect(machine.asked).toHaveLength(2);
    expect(machine.live).toEqual([]);
  });

  test('names that are hidden in spite of a permission are asked for', async () => {
    machine.permission = 'granted';
    machine.devices = [device('videoinput', 'front', '')];
    await devices.list('camera');
    expect(machine.asked).toHaveLength(1);
  });

  test('rejects with the code, and permission() knows it', async () => {
    await devices.list('camera');
    machine.refuse('NotAllowedError');
    await expect(devices.list('camera')).rejects.toMatchObject({ code: Code.PERMISSION_DENIED });
    expect(devices.permission().video).toBe(false);
    machine.refuse('NotFoundError');
    await expect(devices.list('microphone')).rejects.toMatchObject({ code: Code.NO_MICROPHONE });
  });

  test('entries without an id are no devices', async () => {
    machine.devices = [device('videoinput', '')];
    expect(await devices.list('camera')).toEqual([]);
  });
});

describe('current', () => {
  test('is what is in use, else what was chosen, else the first', async () => {
    expect(devices.current('microphone')).toBeNull();
    await devices.state();
    expect(devices.current('microphone')?.deviceId).toBe('default');
    await capture.switchDevice('microphone', 'headset');
    expect(devices.current('microphone')?.deviceId).toBe('headset');
    devices.chooseSpeaker('headset-out');
    expect(devices.current('speaker')?.deviceId).toBe('headset-out');
  });
});

describe('current, without a look at the list since the device was opened', () => {
  const open = { deviceId: 'usb', deviceName: 'USB', label: 'USB', groupId: 'usb' };
  const given = (kind: 'audio' | 'video') =>
    machine.next(() => new FakeTrack(kind, { deviceId: 'usb', groupId: 'usb' }, 'USB'));

  test('is what is open', async () => {
    given('audio');
    await capture.openMicrophone();
    given('video');
    await capture.openCamera();
    expect([devices.current('microphone'), devices.current('camera')]).toEqual([open, open]);
    expect(devices.current('speaker')).toBeNull();
    await devices.state();
    expect(devices.current('microphone')).toEqual(open);
  });
});

describe('onChange', () => {
  const plug = (...added: typeof machine.devices) => {
    machine.devices = [...machine.devices, ...added];
    machine.dispatchEvent(new Event('devicechange'));
  };

  test('one piece of hardware is one change, told with every list and what is in use', async () => {
    await devices.state();
    const told: DevicesState[] = [];
    devices.onChange((state) => told.push(state));
    plug(device('audioinput', 'usb'));
    await vi.advanceTimersByTimeAsync(200);
    plug(device('audiooutput', 'usb-out'));
    await vi.advanceTimersByTimeAsync(200);
    plug(device('videoinput', 'usb-camera'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(told).toEqual([
      {
        microphoneList: ['default', 'headset', 'usb'].map(shown),
        cameraList: ['front', 'usb-camera'].map(shown),
        speakerList: ['speakers', 'headset-out', 'usb-out'].map(shown),
        currentMicrophone: shown('default'),
        currentCamera: shown('front'),
        currentSpeaker: shown('speakers'),
        currentMicrophoneID: 'default',
        currentCameraID: 'front',
        currentSpeakerID: 'speakers',
      },
    ]);
  });

  test('nothing new, nothing told; and nothing after the end', async () => {
    await devices.state();
    const listener = vi.fn();
    const end = devices.onChange(listener);
    plug();
    await vi.advanceTimersByTimeAsync(1_000);
    plug(device('videoinput', 'usb'));
    end();
    await vi.advanceTimersByTimeAsync(1_000);
    plug(device('videoinput', 'another'));
    await vi.advanceTimersByTimeAsync(1_000);
    expect(listener).not.toHaveBeenCalled();
    expect(vi.getTimerCount()).toBe(0);
  });

  test('where there are no devices (Node) nothing happens', () => {
    vi.stubGlobal('navigator', undefined);
    expect(() => devices.onChange(() => {})()).not.toThrow();
  });
});
