import { describe, expect, it } from "vitest";
import { GROUNDS, painted, paintedFor } from "./painted";

const handles = Array.from({ length: 1000 }, (_, index) => `@guest${index}:teahouse.example`);
const worn = handles.map(paintedFor);

/** How often each comes, and how often each would if all were alike. */
function spread(of: readonly unknown[], kinds: number) {
  return { often: [...Map.groupBy(of, (it) => it).values()].map(({ length }) => length), fair: of.length / kinds };
}

describe("the painted thing of a person", () => {
  it("is any of the set in any light, each about as often, for a thousand handles in a row", () => {
    const things = spread(
      worn.map(({ name }) => name),
      painted.length,
    );
    const lights = spread(
      worn.map(({ ground }) => ground),
      GROUNDS,
    );
    const both = spread(
      worn.map(({ name, ground }) => `${name} ${ground}`),
      painted.length * GROUNDS,
    );
    for (const { often, fair } of [things, lights, both]) {
      expect(often).toHaveLength(Math.round(handles.length / fair));
      // Chance strays by the root of what is fair; hardly ever by four of them.
      for (const times of often) expect(Math.abs(times - fair)).toBeLessThan(4 * Math.sqrt(fair));
    }
  });

  it("is seldom that of the next handle", () => {
    const same = worn.filter(({ name }, index) => name === worn[index + 1]?.name).length;
    expect(same).toBeLessThan((handles.length / painted.length) * 1.5);
  });
});
