import { expect, test } from "vitest";
import { share } from "./share.ts";

const item = (key: string, text: string) => ({ key, text, sender: { userId: "@mei:tea", name: "Mei" } });

test("what is equal stays the same object", () => {
  const before = share(undefined, { rooms: [item("a", "one"), item("b", "two")], count: 2 });
  expect(share(before, { rooms: [item("a", "one"), item("b", "two")], count: 2 })).toBe(before);
});

test("only what changed is new, also when a list grows at its head", () => {
  const before = share(undefined, [item("a", "one"), item("b", "two")]);
  const after = share(before, [item("z", "older"), item("a", "one"), item("b", "changed")]);
  expect(after[1]).toBe(before[0]);
  expect(after[2]).not.toBe(before[1]);
  expect(after[2]?.sender).toBe(before[1]?.sender);
});

test("a member that went or a property that went is seen", () => {
  const before = share(undefined, { list: [item("a", "one"), item("b", "two")], note: "x" as string | undefined });
  expect(share(before, { list: [item("a", "one")], note: "x" })).not.toBe(before);
  expect(share(before, { list: before.list })).not.toBe(before);
});

test("everything is frozen", () => {
  const made = share(undefined, { list: [item("a", "one")] });
  expect(Object.isFrozen(made) && Object.isFrozen(made.list) && Object.isFrozen(made.list[0]?.sender)).toBe(true);
});
