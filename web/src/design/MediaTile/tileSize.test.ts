import { expect, it } from "vitest";
import { tileSize } from "./tileSize";

it("keeps proportions within the bubble", () => {
  expect(tileSize(1600, 1200)).toEqual({ width: 272, height: 204 });
  expect(tileSize(1200, 1600)).toEqual({ width: 252, height: 336 });
});

it("a strip or a dot can still be tapped, and an unknown size gets a place", () => {
  expect(tileSize(4000, 40)).toEqual({ width: 272, height: 88 });
  expect(tileSize(20, 2000)).toEqual({ width: 112, height: 336 });
  expect(tileSize(0, 0)).toEqual({ width: 240, height: 180 });
});
