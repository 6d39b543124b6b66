import { vi } from 'vitest';
import { FakeTrack } from './fake-peer-connection.js';

type Answer = () => FakeTrack | Promise<FakeTrack>;

/** The machine's devices and the person before it, who answers each prompt as the test says. */
export class FakeMediaDevices extends EventTarget {
  /** Every prompt, with what was asked for. */
  readonly asked: MediaStreamConstraints[] = [];
  /** Every track that was given. */
  readonly tracks: FakeTrack[] = [];
  devices: { kind: MediaDeviceKind; deviceId: string; label: string; groupId: string }[] = [];
  permission: PermissionState = 'prompt';
  #answers: Answer[] = [];

  /** Puts it in the browser's place for one test. */
  static install(): FakeMediaDevices {
    const mediaDevices = new FakeMediaDevices();
    vi.stubGlobal('navigator', {
      mediaDevices,
      permissions: { query: async () => ({ state: mediaDevices.permission }) },
    });
    return mediaDevices;
  }

  /** Answers the next prompt; without one it is answered with yes. */
  next(answer: Answer): void {
    this.#answers.push(answer);
  }

  refuse(name: string): void {
    this.next(() => {
      throw new DOMException('in this browser’s words', name);
    });
  }

  /** Leaves the next prompt open. Call what it returns to answer it. */
  hesitate(): (answer?: Answer) => void {
    let settle: (answer: Answer) => void = () => {};
    const open = new Promise<Answer>((resolve) => {
      settle = resolve;
    });
    let kind: FakeTrack['kind'] = 'audio';
    this.next(async () => {
      kind = this.asked.at(-1)?.video ? 'video' : 'audio';
      return (await open)();
    });
    return (answer = () => new FakeTrack(kind)) => settle(answer);
  }

  async getUserMedia(constraints: MediaStreamConstraints): Promise<{ getTracks: () => FakeTrack[] }> {
    this.asked.push(constraints);
    const answer = this.#answers.shift() ?? (() => this.#granted(constraints));
    const track = await answer();
    this.tracks.push(track);
    return { getTracks: () => [track] };
  }

  async enumerateDevices() {
    return this.devices;
  }

  get live(): FakeTrack[] {
    return this.tracks.filter(({ readyState }) => readyState === 'live');
  }

  #granted({ audio, video }: MediaStreamConstraints): FakeTrack {
    const wish = (video ?? audio) as MediaTrackConstraints;
    const id = wish.deviceId;
    const exact = typeof id === 'object' && !Array.isArray(id) ? id.exact : id;
    return new FakeTrack(video ? 'video' : 'audio', {
      deviceId: typeof exact === 'string' ? exact : 'default',
    });
  }
}
