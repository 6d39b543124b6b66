import type { Emission } from '../events/map.js';
import { TUICallEvent } from '../events/names.js';
import type { NetworkQualityEntry, VolumeEntry } from '../events/payloads.js';
import type { CallMedia, PathSample } from '../media/plane.js';
import { remoteQuality, selfQuality } from '../media/quality.js';
import type { Cancel, Clock } from '../platform/platform.js';

const VOLUME_EVERY_MS = 1_000;
const QUALITY_EVERY_MS = 2_000;

/** USER_VOICE_VOLUME and ON_USER_NETWORK_QUALITY_CHANGED, from the first other user's coming in to the end of the call. */
export class Meters {
  readonly #media: CallMedia;
  readonly #selfId: string;
  readonly #clock: Clock;
  readonly #emit: (emission: Emission) => void;
  #cancels: readonly Cancel[] = [];
  #state: 'new' | 'running' | 'stopped' = 'new';

  constructor(media: CallMedia, selfId: string, clock: Clock, emit: (emission: Emission) => void) {
    this.#media = media;
    this.#selfId = selfId;
    this.#clock = clock;
    this.#emit = emit;
  }

  start(): void {
    if (this.#state !== 'new') return;
    this.#state = 'running';
    this.#cancels = [
      every(this.#clock, VOLUME_EVERY_MS, () => this.#volume()),
      every(this.#clock, QUALITY_EVERY_MS, () => void this.#quality()),
    ];
  }

  stop(): void {
    this.#state = 'stopped';
    for (const cancel of this.#cancels) cancel();
  }

  #volume(): void {
    const volumeMap = [
      volumeEntry(this.#selfId, this.#media.localVolume()),
      ...[...this.#media.remoteVolumes()].map(([userId, volume]) => volumeEntry(userId, volume)),
    ];
    this.#emit({ event: TUICallEvent.USER_VOICE_VOLUME, payload: { volumeMap } });
  }

  async #quality(): Promise<void> {
    const samples = await this.#media.sample();
    if (this.#state !== 'running') return;
    const networkQualityList = qualityList(this.#selfId, samples);
    const payload = { networkQualityList, network: networkQualityList };
    this.#emit({ event: TUICallEvent.ON_USER_NETWORK_QUALITY_CHANGED, payload });
  }
}

/** This user first; what could not be measured is 0. The figures beside the own quality are those of the path that decided it. */
export function qualityList(selfId: string, samples: readonly PathSample[]): NetworkQualityEntry[] {
  const own = selfQuality(samples);
  const deciding = samples.find((sample) => selfQuality([sample]) === own);
  return [
    qualityEntry(selfId, own, deciding),
    ...samples.map((sample) => qualityEntry(sample.userId, remoteQuality(sample), sample)),
  ];
}

const qualityEntry = (userId: string, quality: number, sample?: PathSample): NetworkQualityEntry => ({
  userId,
  userID: userId,
  quality,
  upLoss: sample?.upLoss ?? 0,
  downLoss: sample?.downLoss ?? 0,
  delay: sample?.delay ?? 0,
});

const volumeEntry = (userId: string, volume: number): VolumeEntry => ({
  userId,
  userID: userId,
  audioVolume: volume,
  volume,
});

function every(clock: Clock, ms: number, task: () => void): Cancel {
  let cancel: Cancel;
  const next = (): void => {
    cancel = clock.after(ms, () => {
      next();
      task();
    });
  };
  next();
  return () => cancel();
}
