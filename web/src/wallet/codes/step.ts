/** So long a code stands before the next one takes its place, in milliseconds. */
export const STEP_MS = 30_000;

/** The step of a moment of the house's clock. */
export function stepOf(houseNow: number): number {
  return Math.floor(houseNow / STEP_MS);
}

/** How long its step goes on, in milliseconds. */
export function leftOf(houseNow: number): number {
  return STEP_MS - (houseNow % STEP_MS);
}
