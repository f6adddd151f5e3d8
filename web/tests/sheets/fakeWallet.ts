import { Cell } from "../../src/matrix/watched";
import type { Wallet } from "../../src/wallet/model";
import { answers, type Call } from "./fake";
import { NOW } from "./now";

type Verbs = Omit<Wallet, "session" | "standIn">;

type StandIn = ReturnType<Wallet["standIn"]["getSnapshot"]>;

/** A moment in the life of the wallet, as plain data: who is there, and how the verbs answer. */
export interface Purse extends Verbs {
  readonly session: ReturnType<Wallet["session"]["getSnapshot"]>;
  /** A password is wanted that stands in for a passkey. */
  readonly standIn: boolean;
}

export const yuan = (minor: number) => ({ minor, currency: "CNY" });

export const phone = {
  id: "f1",
  name: "Chrome, Android",
  limits: { payment: yuan(20_000), day: yuan(100_000), leftToday: yuan(95_400) },
  unseen: 15,
  ended: false,
};

/** Asked by the screens all the time: no deed of anybody. */
const UNTOLD: readonly (string | symbol)[] = ["hear", "houseNow"];

/** The house under a law, and what can be done with money there. */
export const houseUnder = (regime: string, verbs: readonly string[], limit = 0, payeeFee = 0) =>
  answers({ serverName: "teahouse.example", appUrl: "https://teahouse.example/", regime, verbs, creditLimit: yuan(limit), payeeFee });

const quiet: Partial<Purse> = {
  session: { state: "signedIn", scope: "full" },
  house: houseUnder("sandbox", ["playMoney", "transfer", "card", "tally", "charge", "refund", "moneyOut"]),
  me: answers({ userId: "@lin:teahouse.example", name: "Lin Qing 林清", passkeys: 1, frozen: null }),
  balance: answers([{ balance: yuan(284_630), heldOut: yuan(0), heldIn: yuan(0) }]),
  history: answers({ movements: [], next: null }),
  disputes: answers([]),
  disputeOf: answers(null),
  cardPayee: answers({ userId: "@wei:teahouse.example", name: "Wei 阿伟", verifiedName: null }),
  askedTallies: answers({ tallies: [], next: null }),
  owedTallies: answers({ tallies: [], next: null }),
  passkeys: answers([{ id: "p1", name: "my phone", createdAt: NOW - 40 * 86_400_000, lastUsedAt: NOW - 3_600_000 }]),
  sessions: answers([{ id: "s1", name: "Chrome, Android", scope: "full", createdAt: NOW - 7_200_000, isThis: true }]),
  hear: () => () => {},
  houseNow: () => NOW + 12_000,
  myPhone: answers(phone),
  refill: answers(phone),
  takeAlias: answers("000000000"),
  codeOf: answers({
    digits: "790000000000208781",
    payload: "hQVDUFYwMWE2TwnwVEVBSE9VU0VQCFRlYWhvdXNlWgl5AAAAAAAgh4FjFJ8QAQGfJgh4pycK1hz2aZ82AncP",
  }),
  phones: answers([{ id: "f1", name: "Chrome, Android", since: NOW - 40 * 86_400_000, endedAt: null }]),
  asks: answers([]),
  ownFace: answers({ avatar: "teapot", adjective: "bright", name: null, verified: false }),
  charges: answers({ charges: [], next: null, today: { count: 0, sum: yuan(0) } }),
  attempts: answers({ attempts: [], next: null }),
  posters: answers({ posters: [], next: null }),
  cashDesk: answers({ limit: null, left: null }),
  limits: answers({ payment: yuan(20_000), day: yuan(100_000), leftToday: yuan(95_400), raising: null }),
};

/** All that a scene shows. */
export const purseOf = (scene: Partial<Purse>): Partial<Purse> => ({ ...quiet, ...scene });

/** A wallet behind which nothing happens but what the scene says; it notes what it is asked to do. */
export function fakeWallet(scene: Partial<Purse>, calls: Call[]): Wallet {
  const { session, standIn, ...verbs } = purseOf(scene);
  const asking: Cell<StandIn> = new Cell<StandIn>(standIn ? { answer: () => {}, cancel: () => asking.set(null) } : null);
  const watched = { session: new Cell(session), standIn: asking };
  return new Proxy(verbs, {
    get: (target, key) => {
      if (key === "session" || key === "standIn") return watched[key];
      const verb = (target as Readonly<Record<string | symbol, unknown>>)[key] ?? (() => Promise.resolve());
      return (...given: unknown[]) => {
        if (!UNTOLD.includes(key)) calls.push([String(key), ...given]);
        return (verb as (...given: unknown[]) => unknown)(...given);
      };
    },
  }) as unknown as Wallet;
}
