import type { Signal } from '@ringback/protocol';
import type { EngineMedia } from '../../../packages/engine/src/api/parts.js';
import type { CallMedia, CallMediaOptions, MediaPlane } from '../../../packages/engine/src/media/plane.js';
import { FakeCall, fakeMedia } from '../../../packages/engine/src/testing/fake-media.js';

/** As short as the server takes one. */
const OFFER = [
  'v=0',
  'o=- 1 1 IN IP4 0.0.0.0',
  's=-',
  't=0 0',
  'a=group:BUNDLE 0',
  'm=audio 9 UDP/TLS/RTP/SAVPF 111',
  'c=IN IP4 0.0.0.0',
  'a=mid:0',
  'a=rtpmap:111 opus/48000/2',
  '',
].join('\r\n');

const CANDIDATES: Signal = {
  kind: 'candidates',
  candidates: [
    { candidate: 'candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host', sdpMid: '0', sdpMLineIndex: 0 },
  ],
};

/** Media without sound: it signals as the mesh does, so that the server has something to hold and to relay. */
class Media extends FakeCall {
  readonly #idleFor: () => number;
  #callees: readonly string[] = [];

  constructor(options: CallMediaOptions, idleFor: () => number) {
    super(options);
    this.#idleFor = idleFor;
  }

  override async offersFor(userIds: readonly string[]): Promise<Record<string, string>> {
    this.#callees = [...this.#callees, ...userIds];
    return Object.fromEntries(userIds.map((userId) => [userId, OFFER]));
  }

  override bind(): void {
    for (const userId of this.#callees) this.options.send(userId, CANDIDATES);
  }

  override enter(userId: string): void {
    this.options.send(userId, CANDIDATES);
  }

  override idleFor(): number {
    return this.#idleFor();
  }
}

/** `idleFor`: for how long no media has come, ms. */
export function quietMedia(idleFor: () => number): EngineMedia {
  const plane: MediaPlane = { open: (options): CallMedia => new Media(options, idleFor) };
  return { ...fakeMedia(), plane };
}
