import { type AskedOut, MoneyProblem, type Payout } from "../../../src/wallet/model";
import { answers, never, refused } from "../fake";
import { houseUnder, type Purse, yuan } from "../fakeWallet";
import type { Hand } from "../hand";
import { NOW } from "../now";
import type { Scene } from "../scene";

/* Money between the wallet and a bank: in, out, and where it is. */

const HOUR = 3_600_000;
const OFFER = { first: "footer button", go: "dialog footer button", alert: "[role=alert]" };
const own = { iban: "GB29NWBK60161331926819", name: "Lin Qing" };
const LONG = "Somebody whose name goes on and on and has seventy letters as banks do";

const partner: Partial<Purse> = {
  house: houseUnder("licensed-partner", ["transfer", "card", "charge", "poster", "refund", "moneyIn", "moneyOut"]),
  wayIn: answers({ account: { iban: "DE89370400440532013000", name: "Teahouse Town" }, bic: "COBADEFFXXX", reference: "RF55539007547034" }),
  payouts: answers([]),
};

const payout = (id: string, state: Payout["state"], more: Partial<Payout> = {}): Payout => ({
  id,
  amount: yuan(30_000),
  to: own,
  at: NOW - 5 * HOUR,
  state,
  reason: null,
  ...more,
});

const payouts = answers([
  payout("7K4P22ABCD", "waiting"),
  payout("8K4P22ABCD", "sent", { amount: yuan(120_000) }),
  payout("9K4P22ABCD", "back", { reason: "AC04" }),
  payout("AK4P22ABCD", "back", { reason: "The bank knows no such account.", to: { iban: "FR1420041010050500013M02606", name: LONG } }),
  payout("BK4P22ABCD", "cancelled", { at: NOW - 40 * HOUR }),
  payout("CK4P22ABCD", "done", { at: NOW - 300 * HOUR, amount: yuan(Number.MAX_SAFE_INTEGER) }),
  payout("DK4P22ABCD", "done", { at: NOW - 3_000 * HOUR, to: null }),
]);

const asked: AskedOut = { id: "t", amount: yuan(20_000), to: own, ceremony: "c", options: { challenge: "" } };

const scene = (name: string, purse: Partial<Purse>, play?: Scene["play"]): Scene => ({
  group: "bank",
  name,
  at: "#/bank",
  town: {},
  purse: { ...partner, ...purse },
  ...(play && { play }),
});

const opens = async (hand: Hand) => {
  await hand.press(OFFER.first);
  await hand.see("dialog");
};

const fills = async (hand: Hand, iban = own.iban) => {
  await opens(hand);
  await hand.type("input[name=amount]", "200");
  // The field says what is mistyped when it is left.
  (await hand.see("input[name=iban]")).focus();
  await hand.type("input[name=iban]", iban);
  (await hand.see("input[name=iban]")).blur();
  await hand.type("input[name=name]", own.name);
};

const asks = async (hand: Hand) => {
  await fills(hand);
  await hand.press(OFFER.go);
};

export const scenes: readonly Scene[] = [
  scene("bank", { payouts }),
  scene("bank, empty", {}),
  scene("bank, loading", { payouts: never, wayIn: never }),
  scene("bank, failed", { payouts: refused("offline"), wayIn: refused("offline") }),
  scene("bank, no account", { wayIn: () => Promise.reject(new MoneyProblem("bankMissing")) }),
  scene("bank, sandbox", {
    house: houseUnder("sandbox", ["playMoney", "transfer", "moneyOut"]),
    payouts: answers([payout("7K4P22ABCD", "done", { to: null })]),
  }),
  scene("take out", {}, opens),
  scene("take out, sandbox", { house: houseUnder("sandbox", ["playMoney", "transfer", "moneyOut"]) }, opens),
  scene("take out, mistyped", {}, (hand) => fills(hand, "GB29 NWBK 6016 1331 9268 18")),
  scene("take out, refused", { askOut: () => Promise.reject(new MoneyProblem("bankAccountInvalid")) }, async (hand) => {
    await asks(hand);
    await hand.see(`dialog ${OFFER.alert}`);
  }),
  scene("take out, confirm", { askOut: answers(asked) }, async (hand) => {
    await asks(hand);
    await hand.see("dialog ul");
  }),
  scene("taken out, waiting", { payouts }, async (hand) => {
    await hand.press("[data-rows] button", 0);
    await hand.see("dialog");
  }),
  scene("taken out, too late", { payouts, cancelOut: () => Promise.reject(new MoneyProblem("payoutTooLate")) }, async (hand) => {
    await hand.press("[data-rows] button", 0);
    await hand.press(OFFER.go);
    await hand.see(`dialog ${OFFER.alert}`);
  }),
];
