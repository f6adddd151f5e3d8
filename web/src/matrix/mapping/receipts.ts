/**
 * For each event, oldest first, how many others have read it: those whose mark stands there or later. A person who
 * spoke later has read it too. `sender` and `me` do not count. `sender` is null where nobody said anything.
 */
export function readCounts(
  events: readonly { readonly id: string; readonly sender: string | null }[],
  marksAt: (eventId: string) => readonly string[],
  me: string,
): ReadonlyMap<string, number> {
  const readers = new Set<string>();
  const counts = new Map<string, number>();
  for (const event of [...events].reverse()) {
    for (const reader of marksAt(event.id)) readers.add(reader);
    readers.delete(me);
    const { sender } = event;
    counts.set(event.id, readers.size - (sender !== null && readers.has(sender) ? 1 : 0));
    if (sender !== null && sender !== me) readers.add(sender);
  }
  return counts;
}
