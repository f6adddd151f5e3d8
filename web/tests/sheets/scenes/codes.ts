import { type Ask, type Attempt, type Face, type HouseEvent, MoneyProblem, type Payment, type Wallet } from "../../../src/wallet/model";
import { answers, never, refused } from "../fake";
import { type Purse, phone, yuan } from "../fakeWallet";
import type { Hand } from "../hand";
import { NOW } from "../now";
import type { Scene } from "../scene";

/* Paying by a code: the phone that shows it, and is asked. */

const MINUTE = 60_000;
const OFFER = { alert: "[role=alert]", cover: "main button[class*=cover]", last: "footer button" };

const teapot: Face = { avatar: "teapot", adjective: "bright", name: null, verified: false };
/** A picture that the operator has seen. */
const PHOTO = `data:image/svg+xml,${encodeURIComponent('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#e8c9a0" d="M0 0h8v8H0z"/><path fill="#8c4a2f" d="M1 4h6a3 3 0 0 1-6 0zM2 2h1v1H2zm3 0h1v1H5z"/></svg>')}`;
const shop: Face = { avatar: "boat", adjective: "early", name: "虹桥面馆 Hongqiao Noodles", verified: true, photo: PHOTO };
const longShop: Face = { ...shop, name: "A noodle shop whose name goes on and on, 名字很长很长的面馆, and does not end here" };

const money = (code: ConstructorParameters<typeof MoneyProblem>[0]) => () => Promise.reject(new MoneyProblem(code));
/** The house says this as soon as somebody listens. */
const says =
  (...events: readonly HouseEvent[]): Wallet["hear"] =>
  (listener) => {
    for (const event of events) listener(event);
    return () => {};
  };

const ask = (more: Partial<Ask> = {}): Ask => ({
  id: "a",
  payee: teapot,
  amount: yuan(4_600),
  why: "new",
  canHold: true,
  until: NOW + 26_000,
  ...more,
});

const payment = (more: Partial<Payment> = {}): Payment => ({
  id: "p",
  receipt: "7K4P 22",
  amount: yuan(4_600),
  at: NOW,
  state: "paid",
  goodsAt: null,
  payee: shop,
  refunded: yuan(0),
  ...more,
});

const attempts: readonly Attempt[] = [
  { at: NOW - MINUTE, word: "code_already_used", amount: yuan(4_600), payee: teapot },
  { at: NOW - 50 * MINUTE, word: "code_altered", amount: yuan(Number.MAX_SAFE_INTEGER), payee: longShop },
  { at: NOW - 3_000 * MINUTE, word: "code_expired", amount: null, payee: null },
  { at: NOW - 3_100 * MINUTE, word: "a word of another year", amount: yuan(100), payee: shop },
];

const tried = (word: string): Attempt => ({ at: NOW, word, amount: yuan(99_900), payee: shop });
/** What has the focus is not taken away. */
const staysSaid = async (hand: Hand) => (await hand.see("[role=status] button")).focus();

const scene = (name: string, purse: Partial<Purse>, at: string, play?: Scene["play"]): Scene => ({
  group: "codes",
  name,
  at,
  town: {},
  purse,
  ...(play && { play }),
});

const uncover = async (hand: Hand) => hand.press(OFFER.cover);
const shown = async (hand: Hand) => {
  await uncover(hand);
  await hand.see("svg[role=img]");
};
const pressLast = async (hand: Hand) => {
  await hand.press(OFFER.last);
  await hand.see(OFFER.alert);
};

const paid = (more: Partial<Payment>, play?: Scene["play"]) =>
  scene(
    `payment ${more.state}${play ? ", refused" : ""}`,
    { payment: answers(payment(more)), undo: refused("offline") },
    "#/payment/p",
    play,
  );

const raising = { payment: yuan(50_000), day: yuan(200_000), from: NOW + 1_300 * MINUTE };
const limits = { ...phone.limits, raising: null };
const out: Partial<Purse> = { session: { state: "signedOut", why: "none" } };

const byCode = async (hand: Hand) => {
  await hand.type("input[name=handle]", "lin");
  await hand.type("textarea[name=recovery-code]", "KITE 4471 MOSS");
  await hand.press("form button[type=submit]");
};

const frozen = (thawsAt: number | null, forgets = false): Partial<Purse> => ({
  me: answers({
    userId: "@lin:teahouse.example",
    name: "Lin Qing 林清",
    passkeys: 1,
    frozen: { since: NOW - 90 * MINUTE, thawsAt, forgets },
  }),
});

/** The house is away until a test says that it is back; the line to it never broke. */
let isBack = false;
addEventListener("back", () => {
  isBack = true;
});
const away: Partial<Purse> = {
  refill: () => (isBack ? answers(phone) : refused("offline"))(),
  hear: (listener) => {
    const say = () => listener({ type: "hello", now: NOW, fresh: false });
    addEventListener("back", say);
    return () => removeEventListener("back", say);
  },
};

const showing: readonly Scene[] = [
  scene("my code, covered", {}, "#/code"),
  scene("my code", {}, "#/code", shown),
  scene("my code, exact", {}, "#/code", async (hand) => {
    await hand.press("main button[class*=soft]");
    await hand.type("dialog input", "46");
    await hand.press("dialog button[type=submit]");
    await shown(hand);
  }),
  scene("my code, amount", {}, "#/code", async (hand) => {
    await hand.press("main button[class*=soft]");
    await hand.type("dialog input", "46.123");
  }),
  scene("my code, house away", away, "#/code", shown),
  scene("my code, none left", { takeAlias: answers(null), refill: refused("offline") }, "#/code", async (hand) => {
    await uncover(hand);
    await hand.see(OFFER.alert);
  }),
  scene("my code, frozen", frozen(null), "#/code", async (hand) => {
    await hand.see(OFFER.alert);
  }),
  scene("my code, this phone not yet", { myPhone: answers(null) }, "#/code"),
  scene("my code, set up refused", { myPhone: answers(null), setUpPhone: refused("passkeyCancelled") }, "#/code", pressLast),
  scene("my code, another phone", { myPhone: answers({ ...phone, ended: true }) }, "#/code"),
];

const agreed: Partial<Purse> = {
  payForGood: answers(payment()),
  payOnHold: answers(payment({ state: "held", goodsAt: NOW + 9.9 * MINUTE })),
  payment: answers(payment()),
};

const asking: readonly Scene[] = [
  scene("asked, new", { ...agreed, hear: says({ type: "ask", ask: ask() }) }, "#/", (hand) => hand.see("dialog").then(() => {})),
  scene(
    "asked, above limit",
    { hear: says({ type: "ask", ask: ask({ why: "aboveLimit", canHold: false, payee: shop, amount: yuan(55_300) }) }) },
    "#/",
    (hand) => hand.see("dialog").then(() => {}),
  ),
  scene("asked, soon after, new", { hear: says({ type: "ask", ask: ask({ why: "soonAfter" }) }) }, "#/code", (hand) =>
    hand.see("dialog").then(() => {}),
  ),
  scene("asked, soon after", { hear: says({ type: "ask", ask: ask({ why: "soonAfter", canHold: false }) }) }, "#/code", (hand) =>
    hand.see("dialog").then(() => {}),
  ),
  scene(
    "asked, long",
    { hear: says({ type: "ask", ask: ask({ why: "picture", payee: longShop, amount: yuan(Number.MAX_SAFE_INTEGER) }) }) },
    "#/",
    (hand) => hand.see("dialog").then(() => {}),
  ),
  scene("asked, too little", { hear: says({ type: "ask", ask: ask() }), payForGood: money("fundsInsufficient") }, "#/", async (hand) => {
    await hand.press("dialog footer button");
    await hand.see(`dialog ${OFFER.alert}`);
  }),
  scene("told, paid", { hear: says({ type: "payment", payment: payment() }) }, "#/"),
  scene(
    "told, refused meanwhile",
    {
      attempts: answers({ attempts, next: null }),
      hear: (listener) => {
        listener({ type: "hello", now: NOW - 5 * MINUTE, fresh: true });
        const say = () => listener({ type: "hello", now: NOW, fresh: true });
        addEventListener("back", say);
        return () => removeEventListener("back", say);
      },
    },
    "#/",
  ),
  scene("told, came back", { hear: says({ type: "refund", payment: payment({ refunded: yuan(2_500) }), amount: yuan(500) }) }, "#/"),
  paid({ state: "paid" }),
  paid({ state: "held", payee: teapot, goodsAt: NOW + 9.2 * MINUTE }),
  paid({ state: "held", payee: longShop, amount: yuan(Number.MAX_SAFE_INTEGER), goodsAt: NOW + 9.2 * MINUTE }, pressLast),
  paid({ state: "undone", payee: teapot }),
  paid({ state: "refused", payee: teapot }),
  scene("payment, part came back", { payment: answers(payment({ refunded: yuan(1_000) })) }, "#/payment/p"),
  scene("payment failed", { payment: refused("notFound") }, "#/payment/p"),
  scene("payment loading", { payment: never }, "#/payment/p"),
];

const guarding: readonly Scene[] = [
  scene("attempts", { attempts: answers({ attempts, next: "n" }) }, "#/attempts"),
  scene("a code was refused", { hear: says({ type: "attempt", attempt: tried("code_expired") }) }, "#/safety", staysSaid),
  scene("a code was refused by its owner", { hear: says({ type: "attempt", attempt: tried("refused_by_payer") }) }, "#/safety"),
  scene("attempts, none", {}, "#/attempts"),
  scene("attempts failed", { attempts: refused("offline") }, "#/attempts"),
  scene("attempts loading", { attempts: never }, "#/attempts"),
  scene("limits", {}, "#/limits"),
  scene("limits, raising", { limits: answers({ ...limits, raising }) }, "#/limits", async (hand) => {
    await hand.type("input[name=day]", "2000");
  }),
  scene("limits, no amount", {}, "#/limits", (hand) => hand.type("input[name=payment]", "12.345")),
  scene("limits failed", { limits: refused("offline") }, "#/limits"),
  scene("limits loading", { limits: never }, "#/limits"),
  scene("freeze", {}, "#/freeze"),
  scene("freeze refused", { freeze: refused("offline") }, "#/freeze", pressLast),
  scene("freeze code", {}, "#/freeze", (hand) => hand.press("[data-rows] button")),
  scene("freeze code, made", { makeFreezeCode: answers("KITE 4471 MOSS") }, "#/freeze", async (hand) => {
    await hand.press("[data-rows] button");
    await hand.press("dialog footer button");
    await hand.see("dialog p + p");
  }),
  scene("frozen", frozen(null), "#/"),
  scene("frozen, thaw", frozen(null), "#/freeze"),
  scene("frozen, thawing", frozen(NOW + 1_300 * MINUTE), "#/freeze"),
  scene("frozen, passkeys are gone", frozen(NOW + 9_000 * MINUTE, true), "#/freeze"),
  scene("frozen, thaw refused", { ...frozen(null), unfreeze: refused("passkeyRefused") }, "#/freeze", pressLast),
  scene("from the door, freeze", out, "#/freeze-by-code"),
  scene("from the door, frozen", out, "#/freeze-by-code", async (hand) => {
    await byCode(hand);
    await hand.see("[data-result]");
  }),
  scene("from the door, wrong code", { ...out, freezeByCode: refused("recoveryRefused") }, "#/freeze-by-code", async (hand) => {
    await byCode(hand);
    await hand.see(OFFER.alert);
  }),
  scene("from the door, thaw", out, "#/thaw"),
  scene("from the door, thawing", { ...out, unfreezeLate: answers(NOW + 1_440 * MINUTE) }, "#/thaw", async (hand) => {
    await byCode(hand);
    await hand.see("[data-result]");
  }),
  scene("from the door, opening anew", { ...out, unfreezeLate: answers(NOW + 10_080 * MINUTE) }, "#/thaw", async (hand) => {
    await hand.press("[role=switch]");
    await byCode(hand);
    await hand.see("[data-result]");
  }),
];

export const scenes: readonly Scene[] = [...showing, ...asking, ...guarding];
