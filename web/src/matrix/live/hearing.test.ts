import { once } from "node:events";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { Hearing } from "./hearing.ts";

const SYNC = "/_matrix/client/v3/sync?since=s1&timeout=20000";
const SEND = "/_matrix/client/v3/rooms/!r/send/m.room.message/1";
const GIVEN_UP_MS = 15_000;

/** Begins no answer by itself. */
const house = createServer();
let address: string;
let hearing: Hearing;
let told: boolean[];

beforeAll(async () => {
  house.listen(0, "127.0.0.1");
  await once(house, "listening");
  address = `http://127.0.0.1:${(house.address() as AddressInfo).port}`;
});
afterAll(() => {
  house.closeAllConnections();
  house.close();
});
beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  hearing = new Hearing();
  told = [];
  hearing.onChange = () => told.push(hearing.silent);
});
afterEach(() => void vi.useRealTimers());

/** Asks, and waits until the house has heard it. */
async function ask(path: string) {
  const heard = once(house, "request") as Promise<[unknown, ServerResponse]>;
  const answer = hearing.ask(address + path).catch((error: unknown) => error);
  const [, response] = await heard;
  return { answer, response };
}

async function answers({ answer, response }: Awaited<ReturnType<typeof ask>>, status = 200): Promise<void> {
  response.writeHead(status).end();
  await answer;
}

test("a house that hangs is silent as soon as something that was asked of it is given up, though it may still think of news", async () => {
  await ask(SYNC);
  const { answer } = await ask(SEND);
  await vi.advanceTimersByTimeAsync(GIVEN_UP_MS - 1);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  await answer;
  expect(told).toEqual([true]);
});

test("it is heard again with the first answer, but for what a proxy says before it", async () => {
  const news = await ask(SYNC);
  const { answer } = await ask(SEND);
  await vi.advanceTimersByTimeAsync(GIVEN_UP_MS);
  await answer;
  await answers(await ask("/_matrix/client/versions"), 504);
  expect(told).toEqual([true]);
  await answers(news);
  expect(told).toEqual([true, false]);
});

test("one thing that hangs in a house that answers others does not make it silent", async () => {
  const { answer } = await ask(SEND);
  await answers(await ask("/_matrix/client/versions"));
  await vi.advanceTimersByTimeAsync(GIVEN_UP_MS);
  expect(await answer).toBeInstanceOf(TypeError);
  expect(told).toEqual([]);
});
