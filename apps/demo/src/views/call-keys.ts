import type { Call } from '../model/call.js';
import type { Intent } from '../model/intent.js';

/** The second press of Shift H must come within this. */
const TWICE_MS = 2_000;

export interface CallKeyActions {
  readonly call: () => Call;
  readonly fire: (intent: Intent) => void;
  /** Minimised only these keys count: microphone, camera, back, hang up. */
  readonly isFloat: () => boolean;
  readonly minimise: () => void;
  readonly swap: () => void;
  readonly toggleFullScreen: () => void;
  readonly showShortcuts: () => void;
  readonly invite: () => void;
  readonly togglePanel: () => void;
  readonly toggleLayout: () => void;
  readonly turnPage: (by: 1 | -1) => void;
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
    if (phase !== 'talking' && phase !== 'outgoing' && phase !== 'group') return false;
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
      case 'p':
        actions.minimise();
        return true;
      default:
        return !actions.isFloat() && stageKey(event, actions);
    }
  };
}

function stageKey(event: KeyboardEvent, actions: CallKeyActions): boolean {
  switch (event.key.toLowerCase()) {
    case 'f':
      actions.toggleFullScreen();
      return true;
    case 'i':
      actions.invite();
      return true;
    case '?':
      actions.showShortcuts();
      return true;
    default:
      return actions.call().phase === 'group' ? groupKey(event, actions) : pairKey(event, actions);
  }
}

function pairKey(event: KeyboardEvent, actions: CallKeyActions): boolean {
  if (event.key.toLowerCase() !== 's') return false;
  actions.swap();
  return true;
}

/** Arrows turn pages, unless a control has a use of its own for them. */
function groupKey(event: KeyboardEvent, actions: CallKeyActions): boolean {
  const inToolbar = event.target instanceof Element && event.target.closest('[role="toolbar"]') !== null;
  switch (event.key) {
    case 'u':
    case 'U':
      actions.togglePanel();
      return true;
    case 'l':
    case 'L':
      actions.toggleLayout();
      return true;
    case 'ArrowLeft':
    case 'PageUp':
      if (inToolbar) return false;
      actions.turnPage(-1);
      return true;
    case 'ArrowRight':
    case 'PageDown':
      if (inToolbar) return false;
      actions.turnPage(1);
      return true;
    default:
      return false;
  }
}

/** The keys that work on the whole page while it rings: Ctrl or ⌘ with Shift and A or D. */
export function ringKey(event: KeyboardEvent, call: Call): Intent | null {
  if (!(event.ctrlKey || event.metaKey) || !event.shiftKey || event.altKey || event.repeat) return null;
  if (event.code === 'KeyA' && call.phase === 'incoming') return { do: 'answer' };
  if (event.code === 'KeyD' && call.phase === 'incoming') return { do: 'decline' };
  const rings = call.phase === 'outgoing' || (call.phase === 'group' && call.step === 'ringing');
  if (event.code === 'KeyD' && rings) return { do: 'hangUp' };
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
