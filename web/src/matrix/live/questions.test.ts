import type { Room } from "matrix-js-sdk/lib/models/room";
import { expect, test } from "vitest";
import { outcomeOf } from "./questions.ts";

type Said = readonly [type: "cancel" | "done" | "ready", about: string, code?: string];

/** A room in which this was said, in this order. */
function room(...said: readonly Said[]): Room {
  const events = said.map(([type, about, code]) => ({
    getType: () => `m.key.verification.${type}`,
    getContent: () => ({ code, "m.relates_to": { event_id: about } }),
  }));
  return { getLiveTimeline: () => ({ getEvents: () => events }) } as unknown as Room;
}

test.each<[string, readonly Said[]]>([
  ["asked", []],
  ["asked", [["ready", "$q"]]],
  ["asked", [["cancel", "$another", "m.user"]]],
  ["differed", [["ready", "$q"], ["cancel", "$q", "m.mismatched_sas"]]],
  ["inVain", [["cancel", "$q", "m.user"]]],
  ["inVain", [["cancel", "$q", "m.timeout"]]],
  ["inVain", [["cancel", "$q"]]],
  ["asked", [["done", "$q"], ["cancel", "$q", "m.user"]]],
])("a question is %s after %j", (outcome, said) => {
  expect(outcomeOf(room(...said), "$q")).toBe(outcome);
});
