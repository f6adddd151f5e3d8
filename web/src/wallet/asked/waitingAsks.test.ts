import { expect, test } from "vitest";
import type { Ask, HouseEvent } from "../model";
import { WaitingAsks } from "./waitingAsks.ts";

const FRESH: HouseEvent = { type: "hello", now: 0, fresh: true };

const ask = (id: string) => ({ id }) as Ask;

/** With a house that answers when told to. */
function waiting() {
  const answers: ((found: readonly Ask[]) => void)[] = [];
  let shown: readonly string[] = [];
  const asks = new WaitingAsks(
    () => new Promise((answer) => answers.push(answer)),
    (now) => {
      shown = now.map(({ id }) => id);
    },
  );
  const answer = async (...ids: string[]) => {
    answers.shift()?.(ids.map(ask));
    await Promise.resolve();
    await Promise.resolve();
  };
  return { asks, answer, shown: () => shown };
}

test("A question that comes while the house is asked what waits stays, whatever the answer", async () => {
  const { asks, answer, shown } = waiting();
  asks.hear(FRESH);
  asks.hear({ type: "ask", ask: ask("new") });
  await answer("old");
  expect(shown()).toEqual(["old", "new"]);
});

test("What has ended while the line was down is gone when it is up again, and what ended meanwhile does not come back", async () => {
  const { asks, answer, shown } = waiting();
  asks.hear({ type: "ask", ask: ask("before") });
  asks.hear(FRESH);
  asks.hear({ type: "ask", ask: ask("short") });
  asks.hear({ type: "askEnded", id: "short" });
  await answer();
  expect(shown()).toEqual([]);
});
