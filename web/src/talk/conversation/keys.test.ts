import { expect, it } from "vitest";
import { type EnterKey, enterSends } from "./keys";

function enter(more: Partial<EnterKey> = {}): EnterKey {
  return { key: "Enter", shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, keyCode: 13, ...more };
}

it("Enter sends on a keyboard and is a new line under a thumb", () => {
  expect(enterSends(enter(), false)).toBe(true);
  expect(enterSends(enter(), true)).toBe(false);
});

it("Enter that chooses 汉字 does not send, in Safari neither", () => {
  expect(enterSends(enter({ isComposing: true }), false)).toBe(false);
  expect(enterSends(enter({ isComposing: true, ctrlKey: true }), false)).toBe(false);
  expect(enterSends(enter({ keyCode: 229 }), false)).toBe(false);
});

it("Shift and Alt make a new line, Ctrl and Command send everywhere", () => {
  expect(enterSends(enter({ shiftKey: true }), false)).toBe(false);
  expect(enterSends(enter({ altKey: true }), false)).toBe(false);
  expect(enterSends(enter({ ctrlKey: true }), true)).toBe(true);
  expect(enterSends(enter({ metaKey: true }), true)).toBe(true);
});

it("other keys do nothing", () => {
  expect(enterSends(enter({ key: "a", ctrlKey: true }), false)).toBe(false);
});
