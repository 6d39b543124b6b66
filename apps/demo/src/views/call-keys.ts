import type { Call } from '../model/call.js';
import type { Intent } from '../model/intent.js';

/** The second press of Shift H must come within this. */
const TWICE_MS = 2_000;

export interface CallKeyActions {
  readonly call: () => Call;
  readonly fire: (intent: Intent) => void;
  readonly swap: () => void;
  readonly toggleFullScreen: () => void;
  readonly showShortcuts: () => void;
}

/** The keyboard in a call. Returns what listens on `keydown`; it says whether the key was for the call. */
export function callKeys(actions: CallKeyActions): (event: KeyboardEvent) => boolean {
  let hangUpAsked = -Infinity;
  const hangUp = (now: number): void => {
    if (now - hangUpAsked < TWICE_MS) {
      hangUpAsked = -Infinity;
      actions.fire({ do: 'hangUp' });
    } else {
      hangUpAsked = now;
      actions.fire({ do: 'notify', body: { kind: 'pressAgain' } });
    }
  };
  return (event) => {
    const { phase } = actions.call();
    if (phase !== 'talking' && phase !== 'outgoing') return false;
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || isTyping(event)) return false;
    if (event.shiftKey && event.code === 'KeyH') {
      hangUp(event.timeStamp);
      return true;
    }
    switch (event.key.toLowerCase()) {
      case 'm':
        actions.fire({ do: 'toggle', device: 'mic' });
        return true;
      case 'v':
        actions.fire({ do: 'toggle', device: 'cam' });
        return true;
      case 's':
        actions.swap();
        return true;
      case 'f':
        actions.toggleFullScreen();
        return true;
      case '?':
        actions.showShortcuts();
        return true;
      default:
        return false;
    }
  };
}

/** The keys that work on the whole page while it rings: Ctrl or ⌘ with Shift and A or D. */
export function ringKey(event: KeyboardEvent, call: Call): Intent | null {
  if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.repeat) return null;
  if (event.code === 'KeyA' && call.phase === 'incoming') return { do: 'answer' };
  if (event.code === 'KeyD' && call.phase === 'incoming') return { do: 'decline' };
  if (event.code === 'KeyD' && call.phase === 'outgoing') return { do: 'hangUp' };
  return null;
}

/** "Control Shift A" or "⌘ Shift A", as this machine writes it. */
export function ringKeyName(letter: 'A' | 'D'): string {
  const isApple = /Mac|iPhone|iPad/u.test(globalThis.navigator?.platform ?? '');
  return `${isApple ? '⌘' : 'Control'} Shift ${letter}`;
}

function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
  );
}
