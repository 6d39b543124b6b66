import type { LocalMedia } from './plane.js';
import { entriesOf, Growth, number, type StatsReport } from './stats.js';

/** The ends of the scale, in dBov (0 = full scale): a quiet room after noise suppression, and loud speech. */
const SILENT_DB = -60;
const LOUD_DB = -10;

/** Volume 0–100 of a root mean square (1 = full scale), linear in decibels as loudness is heard. */
export function volumeOf(rms: number): number {
  if (!(rms > 0)) return 0;
  const share = (20 * Math.log10(rms) - SILENT_DB) / (LOUD_DB - SILENT_DB);
  return Math.round(Math.min(1, Math.max(0, share)) * 100);
}

/** What one path carried since the reading before. */
export interface Levels {
  /** Of the sound that came, as decoded; 0–100. */
  readonly remote: number;
  /** Of our microphone as it goes into the encoder, 0–100. null: not told, by Firefox never. */
  readonly local: number | null;
  /** Our sound goes out on this path. */
  readonly sending: boolean;
  /** RTP packets that came, sound and video. */
  readonly packets: number;
  /** Of these, video. */
  readonly videoPackets: number;
}

/**
 * Levels of one path out of its statistics. They are the mean over the whole interval, so a look once a second does not fall
 * between two words, and no AudioContext is needed, which browsers keep suspended until a touch.
 */
export class LevelMeter {
  readonly #growth = new Growth();

  read(report: StatsReport): Levels {
    let remote = 0;
    let local: number | null = null;
    let packets = 0;
    let videoPackets = 0;
    let sending = false;
    for (const entry of entriesOf(report)) {
      if (entry.type === 'outbound-rtp' && entry.kind === 'audio') sending = true;
      if (entry.type === 'inbound-rtp') {
        const { came } = this.#growth.since(`${entry.id} packets`, { came: number(entry.packetsReceived) });
        packets += came;
        if (entry.kind === 'video') videoPackets += came;
      }
      if (entry.kind !== 'audio' || number(entry.totalAudioEnergy) === null) continue;
      const { seconds, energy } = this.#growth.since(entry.id, {
        seconds: number(entry.totalSamplesDuration),
        energy: number(entry.totalAudioEnergy),
      });
      const volume = volumeOf(seconds === 0 ? 0 : Math.sqrt(energy / seconds));
      if (entry.type === 'inbound-rtp') remote = Math.max(remote, volume);
      if (entry.type === 'media-source') local = volume;
    }
    return { remote, local, sending, packets, videoPackets };
  }
}

/**
 * The microphone's volume by Web Audio, for browsers whose statistics lack it. Those let a page that captures run an
 * AudioContext without a touch. Nothing is created before the first reading.
 */
export class MicrophoneMeter {
  readonly #local: LocalMedia;
  #context: AudioContext | null = null;
  #source: MediaStreamAudioSourceNode | null = null;
  #track: MediaStreamTrack | null = null;
  #analyser: AnalyserNode | null = null;

  constructor(local: LocalMedia) {
    this.#local = local;
  }

  /** 0–100; 0 while the microphone is closed or muted. */
  read(): number {
    const track = this.#local.audioTrack;
    if (track !== this.#track) this.#listenTo(track);
    if (!this.#analyser || !track?.enabled) return 0;
    const samples = new Float32Array(this.#analyser.fftSize);
    this.#analyser.getFloatTimeDomainData(samples);
    return volumeOf(Math.sqrt(samples.reduce((sum, sample) => sum + sample * sample, 0) / samples.length));
  }

  close(): void {
    this.#source?.disconnect();
    void this.#context?.close();
    this.#context = this.#source = this.#analyser = this.#track = null;
  }

  #listenTo(track: MediaStreamTrack | null): void {
    this.#source?.disconnect();
    this.#source = null;
    this.#track = track;
    if (!track) return;
    this.#context ??= new AudioContext();
    this.#analyser ??= this.#context.createAnalyser();
    this.#source = this.#context.createMediaStreamSource(new MediaStream([track]));
    this.#source.connect(this.#analyser);
  }
}
