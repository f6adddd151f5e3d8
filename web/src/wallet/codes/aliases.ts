/** A one-time number from the house. */
export interface Alias {
  /** Nine digits. */
  readonly alias: string;
  /** When it is void (milliseconds, the house's clock). */
  readonly until: number;
  /** When it was first shown to somebody; null for one that nobody has seen. */
  readonly shownAt: number | null;
}

export function unseen(aliases: readonly Alias[], now: number): number {
  return aliases.filter((one) => one.until > now && one.shownAt === null).length;
}

/**
 * The number for the next opening of the page: one that nobody has seen; without network, when all were seen, the one whose showing is
 * longest ago, because it may well not have been used. Null where none holds any more.
 */
export function nextAlias(aliases: readonly Alias[], now: number): Alias | null {
  const holding = aliases.filter((one) => one.until > now);
  return holding.toSorted((one, other) => (one.shownAt ?? 0) - (other.shownAt ?? 0) || one.until - other.until)[0] ?? null;
}

/** What the house says is live, with what this phone knows of showing. */
export function merged(live: readonly Omit<Alias, "shownAt">[], known: readonly Alias[]): readonly Alias[] {
  const shown = new Map(known.map(({ alias, shownAt }) => [alias, shownAt]));
  return live.map(({ alias, until }) => ({ alias, until, shownAt: shown.get(alias) ?? null }));
}
