import { expect, test, vi } from "vitest";
import type { HouseEvent } from "../model";
import { eventOf, Line } from "./line";

test.each<[string, HouseEvent | null]>([
  ['event: hello\ndata: {"now":5}', { type: "hello", now: 5, fresh: false }],
  ['event:askEnded\ndata:{"id":"a"}', { type: "askEnded", id: "a" }],
  ['event: dispute\ndata: {"id":"d"}', { type: "dispute", id: "d" }],
  [
    'event: refund\ndata: {"payment":{"id":"p"},"amount":{"minor":1}}',
    { type: "refund", payment: { id: "p" }, amount: { minor: 1 } } as HouseEvent,
  ],
  ["event: movement\ndata: {}", { type: "movement" }],
  [": still here", null],
  ['event: of another time\ndata: {"x":1}', null],
])("%j is read", (block, event) => {
  expect(eventOf(block)).toEqual(event);
});

test("What comes in pieces is heard whole, in its order, by everybody who listens; and nothing after one has left", async () => {
  let say: (text: string) => void = () => {};
  const line = new Line(async (signal) => {
    const body = new ReadableStream<Uint8Array>({
      start: (stream) => {
        say = (text) => stream.enqueue(new TextEncoder().encode(text));
        signal.addEventListener("abort", () => stream.error(signal.reason));
      },
    });
    return body;
  });
  const [one, other] = [[] as string[], [] as string[]];
  const leave = line.hear((event) => one.push(event.type === "hello" && !event.fresh ? "hello again" : event.type));
  const leaveToo = line.hear(({ type }) => other.push(type));
  say('event: hello\ndata: {"now":1}\n\nevent: move');
  say("ment\ndata: {}\n");
  say('\n: alive\n\nevent: hello\ndata: {"now":2}\n\n');
  await vi.waitFor(() => expect(one).toEqual(["hello", "movement", "hello again"]));
  leave();
  say('event: askEnded\ndata: {"id":"a"}\n\n');
  await vi.waitFor(() => expect(other).toEqual(["hello", "movement", "hello", "askEnded"]));
  expect(one).toHaveLength(3);
  leaveToo();
});
