/** Work that nobody waits for. What goes wrong in it is for the console: the next event brings it again. */
export function inBackground(work: Promise<unknown>): void {
  work.catch((error: unknown) => console.warn("Teahouse: something in the background failed.", error));
}
