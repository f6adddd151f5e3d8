import { beforeEach, expect, test } from "vitest";
import type { Trust } from "../model.ts";
import { Standings } from "./standings.ts";

const WEI = "@wei:localhost";

let reads: PromiseWithResolvers<Trust>[];
let standings: Standings;
beforeEach(() => {
  reads = [];
  standings = new Standings(() => {
    const read = Promise.withResolvers<Trust>();
    reads.push(read);
    return read.promise;
  });
});

test("Who is just being looked at for the first time is among those to look at again", () => {
  void standings.look(WEI);
  expect(standings.lookedAt).toEqual([WEI]);
  expect(standings.found(WEI)).toBeUndefined();
});

test("A look that was overtaken changes nothing, in whichever order the two end", async () => {
  const first = standings.look(WEI);
  const second = standings.look(WEI);
  reads[1]?.resolve("verified");
  await second;
  reads[0]?.resolve("unverified");
  await first;
  expect(standings.found(WEI)).toBe("verified");
});

test("After a look that failed somebody is looked at again", async () => {
  const failed = standings.look(WEI);
  reads[0]?.reject(new Error("no store"));
  await expect(failed).rejects.toThrow("no store");
  expect(standings.isLookedAt(WEI)).toBe(false);
});
