import { expect, test } from "vitest";
import { toPerson } from "./people.ts";

const called = (displayName: string) => toPerson({ userId: "@wei:teahouse.example", displayName, picture: null, nameShared: false }).name;

test("a name cannot turn the sentence around it", () => {
  expect(called("\u202eevil txt")).toBe("evil txt");
  expect(called("\u2067Wei\u2069\u200f\n")).toBe("Wei");
  expect(called("\u202e")).toBe("wei");
});

test("names stay as they were written", () => {
  for (const name of ["阿伟", "وي", "Wei 🧑‍🍳", "O’Brien-Łukasz"]) expect(called(name)).toBe(name);
});
