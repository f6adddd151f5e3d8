import drawn from "../../../../tests/data/pay/ours-qr.json" with { type: "json" };
import { type Face, MoneyProblem, type Poster, type PosterOnScreen, type PosterRead } from "../../../src/wallet/model";
import { answers, never, refused } from "../fake";
import { type Purse, yuan } from "../fakeWallet";
import type { Hand } from "../hand";
import { NOW } from "../now";
import type { Scene } from "../scene";

/* Codes that payees show: scanned by who pays, and made by who is paid. */

const HOUR = 3_600_000;
const PAYLOAD = "00020101021126330014org.teahouse.pay6304ABCD";
const noodles: Face = { avatar: "teapot", adjective: "bright", name: "钟楼面馆 Bell Tower Noodles", verified: true };
const lantern: Face = { avatar: "lantern", adjective: "quiet", name: null, verified: false };
const long: Face = { ...noodles, name: "The Noodle House Whose Name Never Ends 名字很长的面馆" };

const read = (more: Partial<PosterRead> = {}): PosterRead => ({
  poster: "p",
  payee: noodles,
  label: "摊位 3",
  amount: null,
  reference: null,
  until: null,
  paidBefore: true,
  canHold: false,
  leftToday: yuan(50_000),
  otherName: null,
  unusual: [],
  ...more,
});

const poster = (more: Partial<Poster> = {}): Poster => ({
  id: "p",
  label: "Stall 3",
  amount: null,
  reference: null,
  at: NOW - 30 * HOUR,
  until: null,
  state: "open",
  count: 61,
  sum: yuan(291_450),
  ...more,
});

const [first] = drawn;
const onScreen = (more: Partial<Poster> = {}): PosterOnScreen => ({
  poster: poster(more),
  qrPath: first?.path ?? "",
  qrSize: first?.size ?? 0,
});

const many: readonly Poster[] = [
  poster(),
  poster({ id: "2", label: null, count: 0, sum: yuan(0) }),
  poster({ id: "3", label: null, amount: yuan(2_850), reference: "table 9", until: NOW + HOUR, count: 0, sum: yuan(0) }),
  poster({
    id: "4",
    label: "桌 4",
    amount: yuan(Number.MAX_SAFE_INTEGER),
    reference: "T-4711-2026-11-28-0000001",
    state: "paid",
    count: 1,
  }),
  poster({ id: "5", label: null, amount: yuan(100), state: "expired", count: 0 }),
  poster({ id: "6", label: "the old door, before the wall", state: "withdrawn", count: 1, sum: yuan(100) }),
];

const scene = (name: string, purse: Partial<Purse>, at: string, play?: Scene["play"]): Scene => ({
  group: "posters",
  name,
  at,
  town: {},
  purse,
  ...(play && { play }),
});

const paste = async (hand: Hand) => {
  await hand.press("footer button", 1);
  await hand.see("dialog");
};
const scanned = (see: string) => async (hand: Hand) => {
  await paste(hand);
  await hand.type("dialog input", PAYLOAD);
  await hand.press("dialog button[type=submit]");
  await hand.see(see);
};
const whom = (name: string, more: Partial<PosterRead>, play?: (hand: Hand) => Promise<void>) =>
  scene(name, { readPoster: answers(read(more)) }, "#/scan", async (hand) => {
    await scanned("form")(hand);
    await play?.(hand);
  });
const money = (code: ConstructorParameters<typeof MoneyProblem>[0], scheme?: string) => () =>
  Promise.reject(new MoneyProblem(code, scheme));
const wrong = (name: string, readPoster: Purse["readPoster"]) => scene(name, { readPoster }, "#/scan", scanned("[data-result]"));
const paying = (name: string, payPoster: Purse["payPoster"], see: string) =>
  scene(name, { readPoster: answers(read({ amount: yuan(2_850), leftToday: null })), payPoster }, "#/scan", async (hand) => {
    await scanned("form")(hand);
    await hand.press("form button[type=submit]");
    await hand.see(see);
  });
const opening = (nth: number) => async (hand: Hand) => {
  await hand.press("footer button", nth);
  await hand.see("dialog");
};

export const scenes: readonly Scene[] = [
  scene("scan", {}, "#/scan"),
  scene("scan, paste", {}, "#/scan", paste),
  scene("scan, asking", { readPoster: never }, "#/scan", scanned("[data-tone=pay]")),
  whom("scanned, known", {}),
  whom("scanned, amount typed", {}, (hand) => hand.type("input[name=amount]", "18.50")),
  whom("scanned, too much", { leftToday: yuan(1_000) }, (hand) => hand.type("input[name=amount]", "18.50")),
  whom("scanned, new", { paidBefore: false }),
  whom("scanned, new and private", { payee: lantern, label: null, paidBefore: false, canHold: true }, (hand) =>
    hand.type("input[name=amount]", "18.50"),
  ),
  whom("scanned, sticker", { payee: lantern, paidBefore: false, canHold: true, otherName: "钟楼面馆", unusual: ["mandatory 52 absent"] }),
  whom("scanned, one payment", { amount: yuan(2_850), reference: "table 9", leftToday: null }),
  whom("scanned, long", { payee: long, amount: yuan(999_999_999_999), leftToday: null, label: "Stall 3 beside the old gate" }),
  paying("scanned, answer lost", refused("offline"), "footer [role=alert]"),
  paying("scanned, too little", money("fundsInsufficient"), "footer [role=alert]"),
  paying("scanned, paid meanwhile", money("posterPaid"), "[data-result]"),
  wrong("not paid, PromptPay's", money("codeForeign", "PromptPay")),
  wrong("not paid, misread", money("codeMisread")),
  wrong("not paid, withdrawn", money("posterWithdrawn")),
  wrong("not paid, over", money("posterExpired")),
  wrong("not paid, altered", money("posterAltered")),
  wrong("not paid, own", money("payeeIsSelf")),
  wrong("not paid, house away", refused("offline")),
  scene("posters", { posters: answers({ posters: many, next: "1" }) }, "#/posters"),
  scene("posters, none", {}, "#/posters"),
  scene("posters, loading", { posters: never }, "#/posters"),
  scene("posters, failed", { posters: refused("offline") }, "#/posters"),
  scene("posters, new", {}, "#/posters", opening(0)),
  scene("posters, new, one payment", {}, "#/posters", opening(1)),
  scene("posters, new, too many", { makePoster: money("postersTooMany") }, "#/posters", async (hand) => {
    await opening(0)(hand);
    await hand.press("dialog button[type=submit]");
    await hand.see("dialog [role=alert]");
  }),
  scene("a poster", { poster: answers(onScreen()) }, "#/poster/p"),
  scene(
    "a poster, one payment",
    { poster: answers(onScreen({ amount: yuan(2_850), reference: "table 9", until: NOW + HOUR, count: 0 })) },
    "#/poster/p",
  ),
  scene("a poster, withdrawn", { poster: answers(onScreen({ state: "withdrawn" })) }, "#/poster/p"),
  scene("a poster, loading", { poster: never }, "#/poster/p"),
  scene("a poster, failed", { poster: refused("offline") }, "#/poster/p"),
  scene("a poster, no letters", { poster: answers(onScreen()), posterPaper: money("posterUnprintable") }, "#/poster/p", async (hand) => {
    await hand.press("[data-rows] button");
    await hand.see("[role=alert]");
  }),
  scene("a poster, withdraw", { poster: answers(onScreen()) }, "#/poster/p", async (hand) => {
    await hand.press("[data-rows] button", 3);
    await hand.see("dialog");
  }),
];
