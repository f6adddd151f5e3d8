/**
 * For each event, oldest first, how many others have read it: those whose mark stands there or later. A person who
 * spoke later has read it too. `sender` and `me` do not count.
 */
export function readCounts(
  events: readonly { readonly id: string; readonly sender: string }[],
  marksAt: (eventId: string) => readonly string[],
  me: string,
): ReadonlyMap<string, number> {
  const readers = new Set<string>();
  const counts = new Map<string, number>();
  for (const event of [...events].reverse()) {
    for (const reader of marksAt(event.id)) readers.add(reader);
    readers.delete(me);
    counts.set(event.id, readers.size - (readers.has(event.sender) ? 1 : 0));
    if (event.sender !== me) readers.add(event.sender);
  }
  return counts;
}
