import { expect, test } from "vitest";
import { slowHouse } from "../../../tests/slowHouse.ts";
import type { Core } from "../core.ts";
import { fetcher } from "./fetcher.ts";
import { Hearing } from "./hearing.ts";

const house = slowHouse();
let left = false;
const ask = fetcher({ left: () => left } as unknown as Core, new Hearing(), () => false);

/** Asks, does what happens while the answer is on its way, and gives what had come of it by the time another question was answered. */
async function heardAfter(happens: () => void, path = "/keys/upload", status = 401): Promise<number | "nothing"> {
  let heard: number | "nothing" = "nothing";
  const { response } = await house.hears(() => void ask(house.address(path)).then(({ status }) => (heard = status)));
  happens();
  response.writeHead(status).end();
  const next = await house.hears(() => ({ answer: ask(house.address("/versions")) }));
  next.response.writeHead(200).end();
  await next.asked.answer;
  return heard;
}

test("a token that is known no more is told to the SDK", async () => {
  expect(await heardAfter(() => {})).toBe(401);
});

test("what was on its way when its person left is answered with nothing, since that is no fault", async () => {
  expect(await heardAfter(() => (left = true))).toBe("nothing");
});

test("news that come while the person leaves are not handed on, since the keys are put away", async () => {
  left = false;
  expect(await heardAfter(() => {}, "/sync", 200)).toBe(200);
  expect(await heardAfter(() => (left = true), "/sync", 200)).toBe("nothing");
  expect(await heardAfter(() => {}, "/messages", 200)).toBe(200);
});
