import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { slowHouse } from "../../tests/slowHouse.ts";
import { fetchThatEnds } from "./fetchThatEnds.ts";

const house = slowHouse();

beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] }));
afterEach(() => void vi.useRealTimers());

async function ask(path: string, init: RequestInit = {}) {
  let state = "waits";
  const { asked, response } = await house.hears(() => {
    const answer = fetchThatEnds(house.address(path), init);
    answer.then(
      () => (state = "answered"),
      () => (state = "given up"),
    );
    return { answer };
  });
  return { ...asked, response, state: () => state };
}

const SYNC = "/_matrix/client/v3/sync";

test.each([
  ["/_matrix/client/v3/rooms/!r/send/m.room.message/1", 15_000],
  [`${SYNC}?since=s1&timeout=20000`, 35_000],
  [`${SYNC}?timeout=0`, 120_000],
])("a house that does not begin to answer %s is given up after %i ms", async (path, within) => {
  const { answer, state } = await ask(path);
  await vi.advanceTimersByTimeAsync(within - 1);
  expect(state()).toBe("waits");
  await vi.advanceTimersByTimeAsync(1);
  await expect(answer).rejects.toThrow(TypeError);
});

test("an answer that has begun takes as long as it takes", async () => {
  const { answer, response } = await ask(`${SYNC}?since=s1&timeout=0`);
  response.write("{");
  const begun = await answer;
  await vi.advanceTimersByTimeAsync(600_000);
  response.end("}");
  expect(await begun.json()).toEqual({});
});

test("who asked may give up sooner, and is not told that the house is silent", async () => {
  const mind = new AbortController();
  const { answer } = await ask("/_matrix/client/versions", { signal: mind.signal });
  mind.abort();
  await expect(answer).rejects.toMatchObject({ name: "AbortError" });
});
