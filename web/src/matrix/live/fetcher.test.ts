import { expect, test } from "vitest";
import { slowHouse } from "../../../tests/slowHouse.ts";
import type { Core } from "../core.ts";
import { fetcher } from "./fetcher.ts";
import { Hearing } from "./hearing.ts";

const house = slowHouse();
let left = false;
const ask = fetcher({ left: () => left } as unknown as Core, new Hearing(), () => false);

/** Asks, does what happens while the answer is on its way, and gives what had come of it by the time another question was answered. */
async function refusedAfter(happens: () => void): Promise<number | "nothing"> {
  let heard: number | "nothing" = "nothing";
  const { response } = await house.hears(() => void ask(house.address("/keys/upload")).then(({ status }) => (heard = status)));
  happens();
  response.writeHead(401).end();
  const next = await house.hears(() => ({ answer: ask(house.address("/versions")) }));
  next.response.writeHead(200).end();
  await next.asked.answer;
  return heard;
}

test("a token that is known no more is told to the SDK", async () => {
  expect(await refusedAfter(() => {})).toBe(401);
});

test("what was on its way when its person left is answered with nothing, since that is no fault", async () => {
  expect(await refusedAfter(() => (left = true))).toBe("nothing");
});
