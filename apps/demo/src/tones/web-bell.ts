import type { Bell, Tone } from './bell.js';
import { BELL, type Note, RINGBACK, type Score, TEST } from './score.js';

/** Notes are put on the audio clock this far ahead, so that a busy page does not miss one, s. */
const AHEAD_S = 1.5;
const REFILL_MS = 500;
/** The sound fades out in this time when it stops, s; the promise is 50 ms. */
const FADE_S = 0.03;
/** A browser that has not begun to play by then waits for a touch, ms. */
const BLOCKED_AFTER_MS = 400;
/** Phones shake in the cadence of the bell, ms. */
const SHAKE = [250, 150, 250, 2350] as const;
const GESTURES = ['pointerdown', 'keydown'] as const;

const SCORES = { bell: BELL, ringback: RINGBACK } as const satisfies Record<Tone, Score>;

/** Plays the tones by Web Audio; there are no sound files. */
export class WebBell implements Bell {
  #context: AudioContext | null = null;
  #stopPlaying: () => void = () => {};

  play(tone: Tone, userId: string, blocked: () => void): void {
    this.stop();
    const stop = new AbortController();
    this.#stopPlaying = () => stop.abort();
    if (tone === 'bell') shake(stop.signal);
    // The first AudioContext of a page takes a while to make; who calls is shown before that.
    setTimeout(() => {
      if (!stop.signal.aborted) this.#begin(tone, userId, stop.signal, blocked);
    });
  }

  stop(): void {
    this.#stopPlaying();
  }

  test(): void {
    const context = this.#open();
    void context.resume();
    for (const note of TEST.notes) sound(context, note, context.currentTime + note.at, context.destination);
  }

  unlock(): void {
    void this.#open().resume();
  }

  setSpeaker(deviceId: string): void {
    const context: AudioContext & { setSinkId?: (id: string) => Promise<void> } = this.#open();
    // A speaker that is gone leaves the system's own.
    context.setSinkId?.(deviceId === 'default' ? '' : deviceId).catch(() => {});
  }

  #begin(tone: Tone, userId: string, stop: AbortSignal, blocked: () => void): void {
    const context = this.#open();
    const sing = (): void => loop(context, SCORES[tone], stop);
    const begin = tone === 'bell' ? () => alone(`ringback-bell ${userId}`, stop, sing) : sing;
    // It rejects when it stops before it could play.
    void this.#running(context, stop, blocked).then(begin, () => {});
  }

  #open(): AudioContext {
    this.#context ??= new AudioContext();
    return this.#context;
  }

  /** Resolves when sound plays: at once, or after the first touch. Rejects when it is not wanted any more. */
  async #running(context: AudioContext, stop: AbortSignal, blocked: () => void): Promise<void> {
    const resume = (): void => void context.resume();
    const warning = setTimeout(() => {
      if (context.state !== 'running' && !stop.aborted) blocked();
    }, BLOCKED_AFTER_MS);
    for (const gesture of GESTURES)
      document.addEventListener(gesture, resume, { signal: stop, capture: true });
    resume();
    try {
      while (context.state !== 'running') await once(context, 'statechange', stop);
    } finally {
      clearTimeout(warning);
    }
    stop.throwIfAborted();
  }
}

function once(target: EventTarget, type: string, stop: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    stop.addEventListener('abort', () => reject(stop.reason), { once: true });
    target.addEventListener(type, () => resolve(), { once: true, signal: stop });
  });
}

/** Runs `job` while no other tab of this browser holds the name; the wait and the hold end with the signal. */
async function alone(name: string, stop: AbortSignal, job: () => void): Promise<void> {
  const hold = async (): Promise<void> => {
    job();
    await new Promise((resolve) => stop.addEventListener('abort', resolve, { once: true }));
  };
  try {
    await navigator.locks.request(name, { signal: stop }, hold);
  } catch {
    // It stopped ringing while another tab rang.
  }
}

/** Repeats the score until the signal, then fades out. */
function loop(context: AudioContext, score: Score, stop: AbortSignal): void {
  const output = context.createGain();
  output.connect(context.destination);
  let next = context.currentTime + 0.02;
  const refill = (): void => {
    for (; next < context.currentTime + AHEAD_S; next += score.cycle) {
      for (const note of score.notes) sound(context, note, next + note.at, output);
    }
  };
  refill();
  const timer = setInterval(refill, REFILL_MS);
  stop.addEventListener('abort', () => {
    clearInterval(timer);
    output.gain.setValueAtTime(output.gain.value, context.currentTime);
    output.gain.linearRampToValueAtTime(0, context.currentTime + FADE_S);
    setTimeout(() => output.disconnect(), FADE_S * 1000 + 20);
  });
}

function sound(context: AudioContext, note: Note, at: number, output: AudioNode): void {
  const voice = context.createOscillator();
  const shape = context.createGain();
  const end = at + note.length;
  voice.frequency.value = note.frequency;
  voice.type = note.shape === 'struck' ? 'triangle' : 'sine';
  shape.gain.setValueAtTime(0, at);
  if (note.shape === 'struck') {
    shape.gain.linearRampToValueAtTime(note.gain, at + 0.008);
    shape.gain.exponentialRampToValueAtTime(0.0001, end);
  } else {
    shape.gain.linearRampToValueAtTime(note.gain, at + 0.02);
    shape.gain.setValueAtTime(note.gain, end - 0.04);
    shape.gain.linearRampToValueAtTime(0, end);
  }
  voice.connect(shape).connect(output);
  voice.start(at);
  voice.stop(end);
}

function shake(stop: AbortSignal): void {
  // Browsers let a page shake only after a touch.
  const once = (): boolean =>
    navigator.userActivation.hasBeenActive && (navigator.vibrate?.([...SHAKE]) ?? false);
  if (!once()) return;
  const timer = setInterval(once, BELL.cycle * 1000);
  stop.addEventListener('abort', () => {
    clearInterval(timer);
    navigator.vibrate?.(0);
  });
}
