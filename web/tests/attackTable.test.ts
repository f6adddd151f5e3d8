import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";

/* Every attack on codes that the house knows of is played in live/attacks.test.ts by a test of its name, and stands in docs/THREATS.md. */

const ATTACKS = [
  "photograph, after the code was used",
  "photograph, unused after 90 seconds",
  "replay of the API call",
  "altered amount",
  "guessed digits",
  "code moved to another device",
  "old phone, restored backup",
  "clock set back",
  "two payees join their records",
  "stolen unlocked phone",
  "queue relay",
  "video-call relay",
  "money gone at once",
  "sticker over a poster",
  "script in chat, with the chat's token",
];

const file = (path: string) => readFile(new URL(path, import.meta.url), "utf8");

test.each(ATTACKS)("%s: is tried, and written down", async (attack) => {
  expect(await file("live/attacks.test.ts")).toContain(`test("${attack}"`);
  expect(await file("../../docs/THREATS.md")).toContain(`\`attacks.test.ts: ${attack}\``);
});
