import { expect, test } from "vitest";
import { type Alias, merged, nextAlias, unseen } from "./aliases";

const NOW = 1_000;
const one = (alias: string, shownAt: number | null = null, until = 2_000): Alias => ({ alias, until, shownAt });

test("Each opening takes a number that nobody has seen, the soonest void first", () => {
  expect(nextAlias([one("1", 5), one("2", null, 9_000), one("3")], NOW)?.alias).toBe("3");
});

test("When all were seen, the one that was shown longest ago comes again", () => {
  expect(nextAlias([one("1", 7), one("2", 5), one("3", 9)], NOW)?.alias).toBe("2");
});

test("What is void is never shown", () => {
  expect(nextAlias([one("1", null, NOW)], NOW)).toBeNull();
  expect(unseen([one("1", null, NOW), one("2"), one("3", 4)], NOW)).toBe(1);
});

test("What the house no longer knows goes, and what was seen stays known as seen", () => {
  expect(
    merged(
      [
        { alias: "2", until: 3_000 },
        { alias: "4", until: 3_000 },
      ],
      [one("1"), one("2", 6)],
    ),
  ).toEqual([
    { alias: "2", until: 3_000, shownAt: 6 },
    { alias: "4", until: 3_000, shownAt: null },
  ]);
});
