/** How much of a conversation a person has not read, and how much of that calls for them. */
export interface Unread {
  readonly unread: number;
  readonly highlight: number;
}

export const NOTHING_UNREAD: Unread = { unread: 0, highlight: 0 };

/** What the person's rules say of an event. */
export interface Heard {
  readonly notifies: boolean;
  readonly highlights: boolean;
}

/**
 * Only who holds the keys can count truly: the server sees neither mentions nor which ciphertexts are words. What this
 * device does not have it cannot count: where the read mark lies further back, the server's word stands.
 * @param after what this device has that stands after the read mark.
 * @param whole is that all?
 */
export function countUnread(after: readonly Heard[], whole: boolean, server: Unread): Unread {
  const unread = after.filter((event) => event.notifies).length;
  const highlight = after.filter((event) => event.highlights).length;
  return whole ? { unread, highlight } : { unread: server.unread, highlight: Math.max(server.highlight, highlight) };
}
