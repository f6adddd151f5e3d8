import { expect, test } from "vitest";
import { equally, MINOR_MAX, type Splitting, split } from "./splitting";

const form = (more: Partial<Splitting>): Splitting => ({
  ...{ total: 1_000, me: "@me:h", note: " Hotpot ", alike: true, ticked: ["@a:h", "@b:h"], withMe: true, typed: {} },
  ...more,
});

test("alike shares are the whole, and differ by one at most, the first ones being larger", () => {
  for (const [total, count] of [
    [1_000, 3],
    [7, 7],
    [8, 7],
    [999_999, 50],
  ] as const) {
    const shares = equally(total, count);
    expect(shares.reduce((sum, share) => sum + share)).toBe(total);
    expect(Math.max(...shares) - Math.min(...shares)).toBeLessThanOrEqual(1);
    expect([...shares].sort((one, other) => other - one)).toEqual(shares);
  }
});

test("whoever asks and has a part has the fen that does not divide", () => {
  expect(split(form({}))).toMatchObject({ own: 334, shares: { "@a:h": 333, "@b:h": 333 }, unready: null });
  expect(split(form({})).wanted).toEqual({
    amount: { minor: 1_000, currency: "CNY" },
    parts: [
      { who: "@me:h", minor: 334 },
      { who: "@a:h", minor: 333 },
      { who: "@b:h", minor: 333 },
    ],
    note: "Hotpot",
  });
  expect(split(form({ withMe: false, total: 101 }))).toMatchObject({ own: 0, shares: { "@a:h": 51, "@b:h": 50 } });
});

test("of parts that differ the rest is of whoever asks, and who has none is not asked", () => {
  const typed = { "@a:h": "3.50", "@b:h": " ", "@c:h": "2" };
  expect(split(form({ alike: false, typed }))).toMatchObject({ own: 450, shares: { "@a:h": 350, "@c:h": 200 }, unready: null });
  expect(split(form({ alike: false, typed, total: 550 })).wanted?.parts).toHaveLength(2);
});

test("it says why nothing can be asked for yet", () => {
  const why = (more: Partial<Splitting>) => split(form(more)).unready;
  expect(why({ total: null })).toBe("nothing");
  expect(why({ total: 0 })).toBe("nothing");
  expect(why({ total: MINOR_MAX + 1 })).toBe("tooMuch");
  expect(why({ ticked: [] })).toBe("nobody");
  expect(why({ ticked: Array.from({ length: 50 }, (_, nth) => `@${nth}:h`) })).toBe("tooMany");
  expect(why({ total: 2 })).toBe("tooSmall");
  expect(why({ alike: false, typed: { "@a:h": "10.01" } })).toBe("above");
  expect(why({ alike: false, typed: { "@a:h": "x" } })).toBe("noAmount");
  expect(why({ alike: false, typed: { "@a:h": "0" } })).toBe("noAmount");
  expect(why({ alike: false })).toBe("nobody");
});
