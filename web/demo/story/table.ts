/** Somebody who may have learned something. */
export interface Knower {
  readonly who: string;
  readonly knows: (words: string) => boolean;
}

/** What each party learned, as lines of text. */
export function tableOf(
  knowers: readonly Knower[],
  facts: readonly { readonly fact: string; readonly words: string }[],
): readonly string[] {
  const rows = [
    ["what was sent to whom", ...knowers.map(({ who }) => who)],
    ...facts.map(({ fact, words }) => [fact, ...knowers.map(({ knows }) => (knows(words) ? "yes" : "–"))]),
  ];
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}
