/** A part of an address as what it says. */
export function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Typed by hand.
    return part;
  }
}
