import { expect, it } from "vitest";
import { pieces } from "./links";

const hrefs = (text: string) => pieces(text).flatMap(({ href }) => href ?? []);

it("finds addresses and leaves what ends the sentence", () => {
  expect(hrefs("See https://a.example/b?c=d, then (https://b.example/x_(y)).")).toEqual([
    "https://a.example/b?c=d",
    "https://b.example/x_(y)",
  ]);
  expect(hrefs("在 https://茶.example/页。好")).toEqual(["https://茶.example/页"]);
});

it("keeps every letter", () => {
  const text = "a https://a.example. b";
  expect(
    pieces(text)
      .map((piece) => piece.text)
      .join(""),
  ).toBe(text);
});

it("makes nothing of other schemes", () => {
  expect(hrefs("javascript:alert(1) data:text/html,x file:///etc/passwd http://")).toEqual([]);
});
