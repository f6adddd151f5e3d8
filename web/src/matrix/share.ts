/**
 * Gives `after`, deeply frozen, with every part that equals its counterpart in `before` replaced by that very
 * part: so a screen that shows an unchanged part need not draw again. The members of a list are matched by
 * their `key`, `id`, `userId` or `eventId`, so that a list that grows at its head keeps what it had.
 */
export function share<T>(before: unknown, after: T): T {
  if (Object.is(before, after)) return after;
  if (Array.isArray(after)) return shareList(Array.isArray(before) ? before : [], after) as T;
  if (!isPlain(after)) return after;
  const old = isPlain(before) ? before : {};
  const names = Object.keys(after);
  let same = isPlain(before) && Object.keys(old).length === names.length;
  const made: Record<string, unknown> = {};
  for (const name of names) {
    made[name] = share(old[name], after[name]);
    same = same && name in old && Object.is(made[name], old[name]);
  }
  return (same ? before : Object.freeze(made)) as T;
}

function shareList(before: readonly unknown[], after: readonly unknown[]): readonly unknown[] {
  const byKey = new Map<string, unknown>();
  for (const member of before) {
    const key = keyOf(member);
    if (key !== null) byKey.set(key, member);
  }
  const made = after.map((member, index) => {
    const key = keyOf(member);
    return share(key === null ? before[index] : byKey.get(key), member);
  });
  const same = made.length === before.length && made.every((member, index) => Object.is(member, before[index]));
  return same && Object.isFrozen(before) ? before : Object.freeze(made);
}

function keyOf(member: unknown): string | null {
  if (!isPlain(member)) return null;
  const key = member.key ?? member.id ?? member.userId ?? member.eventId;
  return typeof key === "string" ? key : null;
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
