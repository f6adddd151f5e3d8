import { expect, test, vi } from "vitest";
import { Cell, oncePerFrame, Pool } from "./watched.ts";

test("an equal value tells nobody", () => {
  const cell = new Cell({ count: 1 });
  const heard = vi.fn();
  cell.subscribe(heard);
  cell.set({ count: 1 });
  expect(heard).not.toHaveBeenCalled();
  cell.set({ count: 2 });
  expect(heard).toHaveBeenCalledOnce();
});

test("the first watcher and the last leaving are heard", () => {
  const used: boolean[] = [];
  const cell = new Cell(0, (now) => used.push(now));
  const leave = [cell.subscribe(() => {}), cell.subscribe(() => {})];
  for (const end of leave) end();
  for (const end of leave) end();
  expect(used).toEqual([true, false]);
});

test("a pool gives the same cell for the same key and knows which are watched", () => {
  const pool = new Pool<number>(() => 0, () => {});
  expect(pool.at("a")).toBe(pool.at("a"));
  pool.at("b").subscribe(() => {});
  expect(pool.used()).toEqual(["b"]);
  pool.at("a").set(3);
  pool.reset();
  expect(pool.at("a").getSnapshot()).toBe(0);
});

test("asked often, it runs once", () => {
  vi.useFakeTimers();
  const work = vi.fn();
  const ask = oncePerFrame(work);
  ask();
  ask();
  vi.runAllTimers();
  expect(work).toHaveBeenCalledOnce();
  ask();
  vi.runAllTimers();
  expect(work).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});
