/** Whether the last thing that somebody did was done with the keyboard. */
let byKeyboard = false;

const noted = { capture: true, passive: true } as const;
globalThis.document?.addEventListener('keydown', () => note(true), noted);
globalThis.document?.addEventListener('pointerdown', () => note(false), noted);

function note(isKey: boolean): void {
  byKeyboard = isKey;
}

/** Moves the focus to where the next step is. Whoever uses a pointer or a finger needs no ring around it. */
export function moveFocus(element: HTMLElement | null): void {
  element?.focus({ preventScroll: true, focusVisible: byKeyboard });
}
