import { expect, test } from "vitest";
import { groupsOf, groupToAsk, inGroups, sameGroup } from "./groups";

test("A code falls into groups of four, however it was spaced", () => {
  expect(groupsOf("EsTc LW2K PGiF wKEA 3As5")).toEqual(["EsTc", "LW2K", "PGiF", "wKEA", "3As5"]);
  expect(groupsOf("EsTcLW2KPG")).toEqual(["EsTc", "LW2K", "PG"]);
  expect(groupsOf("")).toEqual([]);
});

test("What is typed or pasted stands in groups of four, and can be taken back sign by sign", () => {
  expect(inGroups("EsTcLW2KPGiF")).toBe("EsTc LW2K PGiF");
  expect(inGroups("EsTc-LW2K\u2013PG\niF")).toBe("EsTc LW2K PGiF");
  expect(inGroups("EsTc ")).toBe("EsTc");
});

test("A retyped group counts only with its capitals", () => {
  expect(sameGroup(" Es Tc", "EsTc")).toBe(true);
  expect(sameGroup("estc", "EsTc")).toBe(false);
  expect(sameGroup("", undefined)).toBe(false);
});

test("The group that is asked for is always one in the middle", () => {
  for (let count = 3; count <= 16; count++)
    for (const chance of [0, 0.3, 0.5, 0.999_999]) {
      const asked = groupToAsk(count, chance);
      expect(asked).toBeGreaterThan(0);
      expect(asked).toBeLessThan(count - 1);
    }
});
