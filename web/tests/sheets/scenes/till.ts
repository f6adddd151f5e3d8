import { type AskedCash, type Charge, type Face, MoneyProblem } from "../../../src/wallet/model";
import { answers, never, refused } from "../fake";
import { houseUnder, type Purse, yuan } from "../fakeWallet";
import type { Hand } from "../hand";
import { NOW } from "../now";
import type { Scene } from "../scene";

/* Receiving: the till, at a counter or in a pocket. */

const MINUTE = 60_000;
const DIGITS = "790000000000208781";
const lantern: Face = { avatar: "lantern", adjective: "quiet", name: null, verified: false };

const charge = (more: Partial<Charge> = {}): Charge => ({
  id: "c",
  receipt: "7K4P 22",
  amount: yuan(4_600),
  at: NOW,
  state: "paid",
  goodsAt: null,
  payer: lantern,
  refunded: yuan(0),
  ...more,
});

const many: readonly Charge[] = [
  charge(),
  charge({ id: "2", state: "held", goodsAt: NOW + 9 * MINUTE, payer: { ...lantern, avatar: "koi", adjective: "swift" }, at: NOW - MINUTE }),
  charge({ id: "3", refunded: yuan(1_000), payer: { ...lantern, avatar: "moon", adjective: "distant" }, at: NOW - 9 * MINUTE }),
  charge({ id: "4", refunded: yuan(4_600), payer: { ...lantern, avatar: "gourd", adjective: "golden" }, at: NOW - 2_000 * MINUTE }),
  charge({ id: "5", state: "refused", amount: yuan(Number.MAX_SAFE_INTEGER), at: NOW - 3_000 * MINUTE }),
];
const taken: Partial<Purse> = { charges: answers({ charges: many, next: "n", today: { count: 61, sum: yuan(291_450) } }) };
const counter: Partial<Purse> = { ...taken, session: { state: "signedIn", scope: "receive" } };

const scene = (name: string, purse: Partial<Purse>, at = "#/till", play?: Scene["play"]): Scene => ({
  group: "till",
  name,
  at,
  town: {},
  purse,
  ...(play && { play }),
});

const desk: Partial<Purse> = { ...taken, cashDesk: answers({ limit: yuan(500_000), left: yuan(120_000) }) };
const askedCash: AskedCash = {
  id: "t",
  to: "RF55 5390 0754 7034",
  amount: yuan(20_000),
  payee: lantern,
  ceremony: "c",
  options: { challenge: "" },
};
const notes = async (hand: Hand, much = "200") => {
  await hand.type("input[name=to]", askedCash.to);
  await hand.type("input[name=amount]", much);
};
const asksCash = (see: string) => async (hand: Hand) => {
  await notes(hand);
  await hand.press("footer button");
  await hand.see(see);
};

const KEYS = "fieldset button";
const amount = async (hand: Hand) => {
  await hand.press(KEYS, 3);
  await hand.press(KEYS, 5);
};
const scan = async (hand: Hand) => {
  await amount(hand);
  await hand.press("footer button");
};
const type = async (hand: Hand) => {
  await amount(hand);
  await hand.press("footer button", 1);
  await hand.see("dialog");
};
const typed = (see: string) => async (hand: Hand) => {
  await type(hand);
  await hand.type("dialog input", DIGITS);
  await hand.press("dialog button[type=submit]");
  await hand.see(see);
};
const money = (code: ConstructorParameters<typeof MoneyProblem>[0]) => () => Promise.reject(new MoneyProblem(code));
/** Answers when a test says so. */
const once = (event: string, charge: Charge) => () =>
  new Promise<Charge>((done) => addEventListener(event, () => done(charge), { once: true }));
const result = (name: string, more: Partial<Charge>) => scene(name, { charge: answers(charge(more)) }, "#/till", typed("[data-result]"));

const refunding = async (hand: Hand) => {
  await hand.press("footer button");
  await hand.see("dialog");
};

export const scenes: readonly Scene[] = [
  scene("till", taken),
  scene("till, amount", taken, "#/till", amount),
  scene("till, with a fee", { ...taken, house: houseUnder("closed-loop", ["charge", "poster", "refund"], 0, 60) }),
  scene("till, first day", {}),
  scene("till, house away", { charges: refused("offline"), ownFace: refused("offline") }),
  scene("till, counter", counter, "#/", amount),
  scene("till, scan", taken, "#/till", scan),
  scene("till, digits", taken, "#/till", type),
  scene("till, wrong digits", taken, "#/till", async (hand) => {
    await type(hand);
    await hand.type("dialog input", "790000000000208782");
  }),
  scene("till, asking", { charge: never }, "#/till", typed("[role=status]")),
  scene("till, waiting", { charge: answers(charge({ state: "waiting" })), whenAnswered: never }, "#/till", typed("[role=status] p")),
  scene(
    "till, answered late",
    { charge: answers(charge({ state: "waiting" })), whenAnswered: once("answered", charge()) },
    "#/till",
    typed("[role=status] p"),
  ),
  result("till, paid", { state: "paid" }),
  result("till, on hold", { state: "held", goodsAt: NOW + 10 * MINUTE }),
  result("till, payer refused", { state: "refused" }),
  result("till, taken back", { state: "undone" }),
  result("till, paid, long", { state: "paid", amount: yuan(999_999_999) }),
  scene("till, again", { charge: money("codeAgain") }, "#/till", typed("[data-result]")),
  scene("till, refused", { charge: money("codeRefused") }, "#/till", typed("[data-result]")),
  scene("till, not known", { charge: refused("offline") }, "#/till", typed("[data-result]")),
  scene("till, too often", { charge: refused("rateLimited", 40_000) }, "#/till", typed("[data-result]")),
  scene("till, own code", { charge: money("payeeIsSelf") }, "#/till", typed("[data-result]")),
  scene("till, cash desk", desk),
  scene("cash in", desk, "#/cash"),
  scene("cash in, too much", desk, "#/cash", (hand) => notes(hand, "1300")),
  scene("cash in, confirm", { ...desk, askCashIn: answers(askedCash) }, "#/cash", asksCash("dialog ul")),
  scene("cash in, nobody", { ...desk, askCashIn: money("payeeUnknown") }, "#/cash", asksCash("[role=alert]")),
  scene("cash in, enough", { ...desk, askCashIn: money("cashDayLimit") }, "#/cash", asksCash("[role=alert]")),
  scene("cash in, no desk", taken, "#/cash"),
  scene("cash in, loading", { ...taken, cashDesk: never }, "#/cash"),
  scene("cash in, failed", { ...taken, cashDesk: refused("offline") }, "#/cash"),
  scene("takings", taken, "#/takings"),
  scene("takings, none", {}, "#/takings"),
  scene("takings, failed", { charges: refused("offline") }, "#/takings"),
  scene("takings, loading", { charges: never }, "#/takings"),
  scene("takings, counter", counter, "#/takings"),
  scene("takings, make a counter", taken, "#/takings", async (hand) => {
    await hand.press("[data-rows] button");
    await hand.see("dialog");
  }),
  scene("a payment", { chargeOf: answers(charge({ refunded: yuan(1_000) })) }, "#/charge/c"),
  scene("a payment, failed", { chargeOf: refused("offline") }, "#/charge/c"),
  scene("a payment, loading", { chargeOf: never }, "#/charge/c"),
  scene("a payment, give back", { chargeOf: answers(charge({ refunded: yuan(1_000) })) }, "#/charge/c", refunding),
  scene("a payment, give back refused", { chargeOf: answers(charge()), refund: money("fundsInsufficient") }, "#/charge/c", async (hand) => {
    await refunding(hand);
    await hand.press("dialog button[type=submit]");
    await hand.see("dialog [role=alert]");
  }),
];
