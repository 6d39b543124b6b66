/** Which devices were on in a call. */
export interface MediaInCall {
  readonly callId: string;
  readonly mic: boolean;
  readonly cam: boolean;
  /** Whether the others were heard. */
  readonly speaker: boolean;
}

/** What stays for the tab, so that a reload is the same person in the same call and a second tab may be another. */
export interface TabMemory {
  name: string | null;
  media: MediaInCall | null;
}

const NAME = 'ringback-demo-name';
const MEDIA = 'ringback-demo-media';

export const browserMemory: TabMemory = {
  get name() {
    return sessionStorage.getItem(NAME);
  },
  set name(name) {
    if (name !== null) {
      sessionStorage.setItem(NAME, name);
      return;
    }
    sessionStorage.removeItem(NAME);
    // Or the next reload would sign in again whoever the address names.
    history.replaceState(null, '', location.pathname);
  },
  get media() {
    return mediaIn(sessionStorage.getItem(MEDIA));
  },
  set media(media) {
    if (media === null) sessionStorage.removeItem(MEDIA);
    else sessionStorage.setItem(MEDIA, JSON.stringify(media));
  },
};

/** Other pages of this origin may write there, too. */
function mediaIn(text: string | null): MediaInCall | null {
  try {
    const { callId, mic, cam, speaker } = JSON.parse(text ?? '{}') as Partial<MediaInCall>;
    return typeof callId === 'string'
      ? { callId, mic: mic === true, cam: cam === true, speaker: speaker !== false }
      : null;
  } catch {
    return null;
  }
}
