import { expect, it } from "vitest";
import { CLOSEST, FITTED, pan, zoomAt } from "./zoom";

const picture = { width: 400, height: 300 };
const stage = { width: 400, height: 800 };

it("what lies under the fingers stays under them", () => {
  expect(zoomAt(FITTED, 4, { x: 50, y: 20 }, picture, stage)).toEqual({ scale: 4, x: -150, y: -60 });
});

it("neither smaller than fitted nor nearer than the closest", () => {
  expect(zoomAt(FITTED, 0.5, { x: 50, y: 20 }, picture, stage)).toEqual(FITTED);
  expect(zoomAt(FITTED, 100, { x: 0, y: 0 }, picture, stage).scale).toBe(CLOSEST);
});

it("no edge of the picture leaves the edge of the stage", () => {
  const near = zoomAt(FITTED, 2, { x: 0, y: 0 }, picture, stage);
  expect(pan(near, { x: 9000, y: 9000 }, picture, stage)).toEqual({ scale: 2, x: 200, y: 0 });
});
