import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { slowHouse } from "../../../tests/slowHouse.ts";
import { Hearing } from "./hearing.ts";

const SYNC = "/_matrix/client/v3/sync?since=s1&timeout=20000";
const SEND = "/_matrix/client/v3/rooms/!r/send/m.room.message/1";
const GIVEN_UP_MS = 15_000;

const house = slowHouse();
let hearing: Hearing;
let told: boolean[];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  hearing = new Hearing();
  told = [];
  hearing.onChange = () => told.push(hearing.silent);
});
afterEach(() => void vi.useRealTimers());

async function ask(path: string) {
  const { asked, response } = await house.hears(() => ({ answer: hearing.ask(house.address(path)).catch((error: unknown) => error) }));
  return { ...asked, response };
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

test("the question for news is asked anew when it is said to hang, and whoever waits for it hears the second answer", async () => {
  const first = await ask(SYNC);
  const second = await house.hears(() => hearing.pollAnew());
  expect(second.response).not.toBe(first.response);
  second.response.writeHead(200).end("news");
  expect(await ((await first.answer) as Response).text()).toBe("news");
  hearing.pollAnew();
  expect(told).toEqual([]);
});

test("one whose answer is late is asked once more by itself, and then waited for until the house is silent", async () => {
  await ask(SYNC);
  await vi.advanceTimersByTimeAsync(23_999);
  const second = house.hears(() => {});
  await vi.advanceTimersByTimeAsync(1);
  await second;
  await vi.advanceTimersByTimeAsync(34_999);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(told).toEqual([true]);
});
