import { expect, it } from "vitest";
import { firstEmoji, isOnlyEmoji, sortReactions } from "./emoji";

it("takes the first emoji of what was typed, whole", () => {
  expect(firstEmoji("👍🏽 yes")).toBe("👍🏽");
  expect(firstEmoji("so 👨‍👩‍👧 and 🎉")).toBe("👨‍👩‍👧");
  expect(firstEmoji("🇨🇳")).toBe("🇨🇳");
  expect(firstEmoji("❤")).toBe("❤️");
  expect(firstEmoji("yes 1 # 好")).toBeNull();
});

it("one to three emoji alone are large", () => {
  expect(isOnlyEmoji("🎉")).toBe(true);
  expect(isOnlyEmoji(" 🎉🎉🎉 ")).toBe(true);
  expect(isOnlyEmoji("🎉🎉🎉🎉")).toBe(false);
  expect(isOnlyEmoji("ok 🎉")).toBe(false);
  expect(isOnlyEmoji("12")).toBe(false);
  expect(isOnlyEmoji("  ")).toBe(false);
});

it("the most used reaction comes first and equals keep their order", () => {
  const reaction = (key: string, count: number) => ({ key, count, own: false, people: [] });
  expect(sortReactions([reaction("a", 1), reaction("b", 3), reaction("c", 1)]).map(({ key }) => key)).toEqual(["b", "a", "c"]);
});
