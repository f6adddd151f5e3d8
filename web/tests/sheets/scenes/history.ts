import { type Dispute, type Face, MoneyProblem, type Month, type Movement, type Receipt } from "../../../src/wallet/model";
import { answers, never, refused } from "../fake";
import { houseUnder, type Purse, yuan } from "../fakeWallet";
import { NOW } from "../now";
import type { Scene } from "../scene";

/* What was: history and search, months, receipts, statements, disputes. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OFFER = { alert: "[role=alert]", last: "footer button" };
const HUGE = yuan(Number.MAX_SAFE_INTEGER);
const LONG = "Somebody whose name goes on and on, 名字很长很长的人, and does not end here";

const teapot: Face = { avatar: "teapot", adjective: "bright", name: null, verified: false };
const shop: Face = { avatar: "boat", adjective: "early", name: "虹桥面馆 Hongqiao Noodles", verified: true };
const wei = { userId: "@wei:teahouse.example", name: "Wei 阿伟" };

const moved = (number: number, minor: number, hoursAgo: number, more: Partial<Movement> = {}): Movement => ({
  id: `m${number}`,
  number,
  receipt: "7K4P22ABCD",
  kind: "transfer",
  moved: yuan(minor),
  at: NOW - hoursAgo * HOUR,
  with: wei,
  ...more,
});

const byCode: Partial<Movement> = { kind: "code", with: null, face: shop, payment: "p" };
const movements = [
  moved(9, -55_300, 0.2, byCode),
  moved(8, 20_000, 1),
  moved(7, 1_000, 2, { ...byCode, kind: "refund" }),
  moved(6, 200_000, 30, { kind: "playMoney", with: null }),
  moved(5, -2_000, 31, { kind: "redPacket", with: null }),
  moved(4, 526, 32, { kind: "redPacket" }),
  moved(3, -1_850, 33, { ...byCode, kind: "poster" }),
  moved(2, -7_360, 34, { kind: "tally", note: "周五的火锅 Friday's hotpot" }),
];

const withFees = [
  moved(4, -2_300, 1, { ...byCode, kind: "refund", face: teapot }),
  moved(3, 14, 1, { kind: "feeBack", with: null, payment: "p" }),
  moved(2, -28, 2, { kind: "fee", with: null, payment: "p" }),
  moved(1, 4_600, 2, { ...byCode, face: teapot }),
];

const month = (more: Partial<Month> = {}): Month => ({
  month: "2026-11",
  opening: yuan(120_000),
  closing: yuan(284_630),
  in: yuan(221_000),
  out: yuan(56_370),
  kinds: [
    { kind: "transfer", in: yuan(20_000), out: yuan(12_000), count: 4 },
    { kind: "code", in: yuan(0), out: yuan(44_370), count: 11 },
    { kind: "playMoney", in: yuan(201_000), out: yuan(0), count: 1 },
  ],
  days: Array.from({ length: 30 }, (_, nth) => ({
    day: nth + 1,
    in: yuan(nth === 3 ? 201_000 : nth % 9 === 0 ? 20_000 : 0),
    out: yuan(nth % 2 === 0 ? 1_000 + nth * 137 : 0),
  })),
  before: "2026-10",
  after: null,
  ...more,
});

const none = month({ kinds: [], in: yuan(0), out: yuan(0), closing: yuan(120_000), days: [], before: null });

const receipt = (more: Partial<Receipt> = {}): Receipt => ({
  movement: moved(9, -55_300, 0.2, byCode),
  learned: "face",
  paidReceipt: "7K4P22ABCD",
  fee: null,
  refunds: [],
  ...more,
});

const dispute = (more: Partial<Dispute> = {}): Dispute => ({
  id: "D2345ABCDE",
  side: "payer",
  other: shop,
  payment: "p",
  receipt: "7K4P22ABCD",
  amount: yuan(4_600),
  refunded: yuan(0),
  reason: "notReceived",
  words: "The noodles never came.\n面一直没来。",
  at: NOW - 50 * HOUR,
  state: "open",
  answerBy: NOW + 5 * DAY,
  answer: null,
  decision: null,
  looks: [],
  ...more,
});

const answered = dispute({ state: "answered", answer: { words: "They stood on the counter for an hour.", at: NOW - 20 * HOUR } });
const decided = dispute({
  ...answered,
  state: "refunded",
  refunded: yuan(2_300),
  looks: [NOW - 10 * HOUR, NOW - 2 * HOUR],
  decision: { refund: yuan(2_300), reason: "Both of you have a point: half of it goes back. 各半。", at: NOW - 2 * HOUR },
});
const long = dispute({
  ...decided,
  state: "unpaid",
  other: { ...shop, name: LONG },
  amount: HUGE,
  words: `${LONG}. `.repeat(12),
  decision: { refund: HUGE, reason: `${LONG}. `.repeat(6), at: NOW },
});

const scene = (name: string, purse: Partial<Purse>, at: string, play?: Scene["play"]): Scene => ({
  group: "history",
  name,
  at,
  town: {},
  purse,
  ...(play && { play }),
});

const money = (code: ConstructorParameters<typeof MoneyProblem>[0]) => () => Promise.reject(new MoneyProblem(code));

const disputing: NonNullable<Scene["play"]> = async (hand) => {
  await hand.press(OFFER.last, 1);
  await hand.see("dialog");
  await hand.press("dialog input[type=radio]");
  await hand.type("dialog textarea", "The noodles never came.");
};

export const scenes: readonly Scene[] = [
  scene("history", { history: answers({ movements, next: "4" }) }, "#/history"),
  scene("history, empty", {}, "#/history"),
  scene("history, loading", { history: never }, "#/history"),
  scene("history, failed", { history: refused("offline") }, "#/history"),
  scene(
    "history, long",
    { history: answers({ movements: [moved(1, -Number.MAX_SAFE_INTEGER, 1, { with: { ...wei, name: LONG } })], next: null }) },
    "#/history",
  ),
  scene("search, found", { history: answers({ movements: movements.slice(1, 2), next: null }) }, "#/history", (hand) =>
    hand.type("input[type=search]", "阿伟"),
  ),
  scene("search, nothing", {}, "#/history", (hand) => hand.type("input[type=search]", "crane")),
  scene("search, nothing yet", { history: answers({ movements: [], next: "400" }) }, "#/history", (hand) =>
    hand.type("input[type=search]", "crane"),
  ),
  scene("month", { month: answers(month()) }, "#/month/2026-11"),
  scene("month, as a table", { month: answers(month({ after: "2026-12" })) }, "#/month/2026-11", (hand) => hand.press("summary")),
  scene("month, nothing", { month: answers(none) }, "#/month/2026-11"),
  scene("month, loading", { month: never }, "#/month/2026-11"),
  scene("month, failed", { month: refused("offline") }, "#/month/2026-11"),
  scene(
    "month, long",
    {
      month: answers(
        month({ in: HUGE, out: HUGE, opening: HUGE, closing: HUGE, kinds: [{ kind: "code", in: HUGE, out: HUGE, count: 123_456 }] }),
      ),
    },
    "#/month/2026-11",
  ),
  scene("statement", { month: answers(month()) }, "#/month/2026-11", async (hand) => {
    await hand.press(OFFER.last);
    await hand.see("dialog");
  }),
  scene("statement, too large", { month: answers(month()), statement: money("statementTooLarge") }, "#/month/2026-11", async (hand) => {
    await hand.press(OFFER.last);
    await hand.press("dialog footer button");
    await hand.see(`dialog ${OFFER.alert}`);
  }),
  scene("receipt", { receipt: answers(receipt()) }, "#/receipt/9"),
  scene(
    "receipt, given back and disputed",
    {
      receipt: answers(receipt({ refunds: [{ receipt: "R2345ABCDE", amount: yuan(1_000), at: NOW - HOUR }] })),
      disputeOf: answers(answered),
    },
    "#/receipt/9",
  ),
  scene(
    "receipt, of a refund",
    { receipt: answers(receipt({ movement: moved(7, 1_000, 2, { ...byCode, kind: "refund" }) })) },
    "#/receipt/7",
  ),
  scene(
    "receipt, of who was paid",
    { receipt: answers(receipt({ learned: "payee", movement: moved(4, 4_600, 2, { ...byCode, face: teapot }) })) },
    "#/receipt/2",
  ),
  scene(
    "history, with fees",
    { history: answers({ movements: withFees, next: null }), house: houseUnder("sandbox", ["charge"], 0, 60) },
    "#/history",
  ),
  scene(
    "receipt, with a fee",
    { receipt: answers(receipt({ learned: "payee", fee: yuan(28), movement: moved(4, 4_600, 2, { ...byCode, face: teapot }) })) },
    "#/receipt/4",
  ),
  scene(
    "receipt, of a fee",
    { receipt: answers(receipt({ learned: "nothing", movement: moved(5, -28, 2, { kind: "fee", with: null, payment: "p" }) })) },
    "#/receipt/5",
  ),
  scene(
    "receipt, of a transfer",
    { receipt: answers(receipt({ learned: "name", paidReceipt: null, movement: moved(8, 20_000, 1) })) },
    "#/receipt/8",
  ),
  scene(
    "receipt, long",
    { receipt: answers(receipt({ movement: moved(9, -Number.MAX_SAFE_INTEGER, 1, { ...byCode, face: { ...shop, name: LONG } }) })) },
    "#/receipt/9",
  ),
  scene(
    "receipt, waits",
    { receipt: answers(receipt({ learned: "name", paidReceipt: null, movement: moved(2, -500, 1, { waits: true }) })) },
    "#/receipt/2",
  ),
  scene(
    "receipt, cash",
    {
      receipt: answers(
        receipt({ learned: "payee", paidReceipt: null, movement: moved(4, 20_000, 2, { kind: "cash", with: null, face: shop }) }),
      ),
    },
    "#/receipt/4",
  ),
  scene("receipt, scanned", { receipt: answers(receipt({ movement: moved(3, -1_850, 1, { ...byCode, kind: "poster" }) })) }, "#/receipt/3"),
  scene(
    "receipt of what was asked for",
    { receipt: answers(receipt({ learned: "sharers", paidReceipt: null, movement: moved(2, -7_360, 34, { kind: "tally", note: LONG }) })) },
    "#/receipt/2",
  ),
  scene("receipt, loading", { receipt: never }, "#/receipt/9"),
  scene("receipt, failed", { receipt: refused("notFound") }, "#/receipt/9"),
  scene(
    "receipt, no letters for it",
    { receipt: answers(receipt()), receiptPdf: money("receiptUnprintable") },
    "#/receipt/9",
    async (hand) => {
      await hand.press("footer button");
      await hand.see(OFFER.alert);
    },
  ),
  scene("something is wrong", { receipt: answers(receipt()) }, "#/receipt/9", disputing),
  scene(
    "something is wrong, too late",
    { receipt: answers(receipt()), openDispute: money("disputeNotPossible") },
    "#/receipt/9",
    async (hand) => {
      await disputing(hand);
      await hand.press("dialog footer button");
      await hand.see(`dialog ${OFFER.alert}`);
    },
  ),
  scene("disputes", { disputes: answers([answered, decided, dispute({ id: "x", side: "payee", other: teapot })]) }, "#/disputes"),
  scene("disputes, empty", {}, "#/disputes"),
  scene("disputes, loading", { disputes: never }, "#/disputes"),
  scene("disputes, failed", { disputes: refused("offline") }, "#/disputes"),
  scene("dispute, open", { dispute: answers(dispute()) }, "#/dispute/d"),
  scene("dispute, of the payee", { dispute: answers(dispute({ side: "payee", other: teapot })) }, "#/dispute/d"),
  scene("dispute, answering", { dispute: answers(dispute({ side: "payee", other: teapot })) }, "#/dispute/d", async (hand) => {
    await hand.press(OFFER.last);
    await hand.see("dialog");
  }),
  scene("dispute, answered", { dispute: answers(answered) }, "#/dispute/d"),
  scene("dispute, decided", { dispute: answers(decided) }, "#/dispute/d"),
  scene(
    "dispute, dismissed",
    {
      dispute: answers(
        dispute({ ...decided, state: "dismissed", refunded: yuan(0), decision: { refund: yuan(0), reason: "It was eaten.", at: NOW } }),
      ),
    },
    "#/dispute/d",
  ),
  scene("dispute, long", { dispute: answers(long) }, "#/dispute/d"),
  scene("dispute, loading", { dispute: never }, "#/dispute/d"),
  scene("dispute, failed", { dispute: refused("notFound") }, "#/dispute/d"),
  scene(
    "home, waited for",
    { history: answers({ movements, next: null }), disputes: answers([dispute({ side: "payee", other: teapot })]) },
    "#/",
  ),
];
