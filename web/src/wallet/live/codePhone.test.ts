import "fake-indexeddb/auto";
import { expect, test } from "vitest";
import type { PayCodesApi } from "../../api/payCodes";
import { codePhone } from "./codePhone";
import { keepPhone } from "./phoneStore";

const until = Date.now() + 60_000;
const zero = { minor: 0, currency: "CNY" };
const limits = { payment: zero, day: zero, leftToday: zero };

test("The number that is held out stays while it is good, and gives way to the next when the house says that it is spent", async () => {
  const live = [
    { alias: "1", until },
    { alias: "2", until: until + 1 },
  ];
  const api = { fillAliases: async () => ({ aliases: live, now: Date.now(), limits }) } as unknown as PayCodesApi;
  const { verbs } = codePhone(api);
  await keepPhone(() => ({ id: "f", name: "", key: {} as CryptoKey, aliases: [], limits: null, ahead: 0 }));
  await verbs.refill();
  expect(await verbs.takeAlias(null)).toBe("1");
  await verbs.refill();
  expect(await verbs.takeAlias("1")).toBe("1");
  live.shift();
  await verbs.refill();
  expect(await verbs.takeAlias("1")).toBe("2");
});
