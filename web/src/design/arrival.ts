/** Whether the focus went with the screen that was left. Where nothing was used yet it was nowhere, and stays so. */
export function hasLostFocus(): boolean {
  return document.activeElement === document.body && navigator.userActivation.hasBeenActive;
}

/** Who listens rather than looks must hear where they have come. */
export function focusHeading(screen: Element | null | undefined): void {
  screen?.querySelector<HTMLElement>("h1")?.focus({ preventScroll: true });
}
