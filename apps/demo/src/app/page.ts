/** The browser's page, as much of it as the app needs. */
export interface Page {
  readonly isHidden: boolean;
  setTitle(title: string): void;
  /** Returns what ends it. */
  every(ms: number, job: () => void): () => void;
  /** At the next press of a key, pointer or finger. */
  onceTouched(job: () => void): void;
}

const GESTURES = ['pointerup', 'keydown'] as const;

export const browserPage: Page = {
  get isHidden() {
    return document.hidden;
  },
  setTitle(title) {
    document.title = title;
  },
  every(ms, job) {
    const timer = setInterval(job, ms);
    return () => clearInterval(timer);
  },
  onceTouched(job) {
    const done = new AbortController();
    const touched = (): void => {
      done.abort();
      job();
    };
    for (const gesture of GESTURES) document.addEventListener(gesture, touched, { signal: done.signal });
  },
};
