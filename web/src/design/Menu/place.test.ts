import { expect, test } from "vitest";
import { place } from "./place";

const menu = { width: 200, height: 220 };
const screen = { width: 390, height: 844 };
const topFor = (top: number, bottom: number) => place({ left: 100, right: 380, top, bottom }, menu, screen).top;

test("a menu stands below its thing, above where there is no room, and over the middle of one that fills the screen", () => {
  expect(topFor(100, 140)).toBe(146);
  expect(topFor(700, 800)).toBe(474);
  expect(topFor(-2_000, 1_200)).toBe(312);
  expect(topFor(100, 800)).toBe(340);
});

test("a menu never leaves the screen", () => {
  expect(topFor(-300, -100)).toBe(8);
  expect(place({ left: 370, right: 380, top: 0, bottom: 20 }, menu, screen).left).toBe(180);
  expect(place({ left: 2, right: 20, top: 0, bottom: 20 }, menu, screen).left).toBe(8);
});
