/** Moves the focus to where the next step is. Whoever uses a finger needs no ring around it. */
export function moveFocus(element: HTMLElement | null): void {
  const byFinger = matchMedia('(pointer: coarse)').matches;
  element?.focus({ preventScroll: true, ...(byFinger ? { focusVisible: false } : {}) });
}
