import { type Asked, type Done, MoneyProblem, type Movement } from "../../../src/wallet/model";
import { answers, never, refused } from "../fake";
import { houseUnder, type Purse, yuan } from "../fakeWallet";
import type { Hand } from "../hand";
import { NOW } from "../now";
import type { Scene } from "../scene";

const HOUR = 3_600_000;
const wei = { userId: "@wei:teahouse.example", name: "Wei 阿伟" };
const mother = { userId: "@mother:teahouse.example", name: "妈妈" };
const longName = {
  userId: "@a.handle.that.is.as.long.as.a.handle.may.be.in.this.house:teahouse.example",
  name: "Somebody whose name goes on and on, 名字很长很长的人, and does not end here",
};

const moved = (id: string, minor: number, hoursAgo: number, more: Partial<Movement> = {}): Movement => ({
  id,
  number: Number(id),
  receipt: "7K4P22ABCD",
  kind: "transfer",
  moved: yuan(minor),
  at: NOW - hoursAgo * HOUR,
  with: wei,
  ...more,
});

const movements = [
  moved("1", -55_300, 0.2),
  moved("2", 20_000, 1),
  moved("3", 1_888, 2, { with: mother }),
  moved("4", 200_000, 30, { kind: "playMoney", with: null }),
  moved("5", -4_600, 31, { with: null }),
  moved("10", 50_000, 31, { kind: "moneyIn", with: null }),
  moved("11", -30_000, 31, { kind: "moneyOut", with: null }),
  moved("12", 30_000, 31, { kind: "moneyOutBack", with: null }),
  moved("6", -2_000, 32, { kind: "redPacket", with: null }),
  moved("7", 1_340, 33, { kind: "redPacketBack", with: null }),
  moved("8", -4_600, 32, {
    kind: "code",
    with: null,
    payment: "p",
    face: { avatar: "teapot", adjective: "bright", name: null, verified: false },
  }),
  moved("9", 1_000, 33, {
    kind: "refund",
    with: null,
    payment: "p",
    face: { avatar: "boat", adjective: "early", name: "虹桥面馆 Hongqiao Noodles", verified: true },
  }),
];

const asked: Asked = {
  id: "t",
  to: "wei",
  amount: yuan(20_000),
  payee: { ...wei, verifiedName: null },
  ceremony: "c",
  options: { challenge: "" },
};
const done: Done = { id: "t", amount: yuan(20_000), at: NOW, to: wei, receipt: "7K4P22ABCD" };
const broke = () => Promise.reject(new MoneyProblem("fundsInsufficient"));
const links = { wallet: "form button[type=submit]", alert: "[role=alert]" };

const scene = (name: string, purse: Partial<Purse>, at = "#/", play?: Scene["play"]): Scene => ({
  group: "wallet",
  name,
  at,
  town: {},
  purse,
  ...(play && { play }),
});

const out: Partial<Purse> = { session: { state: "signedOut", why: "none" } };

async function fill(hand: Hand, to = "wei", amount = "200"): Promise<void> {
  await hand.type("input[name=to]", to);
  await hand.type("input[name=amount]", amount);
}

async function ask(hand: Hand): Promise<void> {
  await fill(hand);
  await hand.press(links.wallet);
}

const confirming = async (hand: Hand) => {
  await ask(hand);
  await hand.press("dialog footer button");
};

const row = (nth: number) => async (hand: Hand) => {
  await hand.press("[data-rows] button", nth);
  await hand.see("dialog");
};

const two: Partial<Purse> = {
  passkeys: answers([
    { id: "p1", name: "my phone", createdAt: NOW - 40 * 24 * HOUR, lastUsedAt: NOW - HOUR },
    {
      id: "p2",
      name: "the blue key, which lies in the drawer at home beside the old letters",
      createdAt: NOW - HOUR,
      lastUsedAt: null,
      lostAt: NOW,
    },
  ]),
  sessions: answers([
    { id: "s1", name: "Chrome, Android", scope: "full", createdAt: NOW - 2 * HOUR, isThis: true },
    { id: "s2", name: "Firefox, Linux", scope: "receive", createdAt: NOW - 90 * HOUR, isThis: false },
  ]),
};

const left: Partial<Purse> = {
  session: { state: "signedIn", scope: "takeOut" },
  me: answers({ ...longName, name: null, passkeys: 1, frozen: null }),
};

export const scenes: readonly Scene[] = [
  scene("left", { ...left, history: answers({ movements, next: null }) }),
  scene("left, frozen, a ring", {
    ...left,
    me: answers({ ...wei, name: null, passkeys: 1, frozen: { since: NOW - HOUR, thawsAt: null, forgets: false } }),
    house: houseUnder("mutual-credit", ["transfer"], 50_000),
  }),
  scene("left, take out", { ...left, payouts: answers([]) }, "#/bank"),
  scene("left, failed", { ...left, me: refused("offline") }),
  scene("door", out),
  scene("door, session ended", { session: { state: "signedOut", why: "ended" } }),
  scene("door, signed out", { session: { state: "signedOut", why: "byPerson" } }),
  scene("door, house away", { ...out, house: refused("offline") }),
  scene("door, passkey refused", { ...out, signInWithPasskey: refused("passkeyRefused") }, "#/", async (hand) => {
    await hand.press("footer button");
    await hand.see(links.alert);
  }),
  scene("link, opening", { ...out, signInWithLink: never }, "#/sign-in/abc"),
  scene("link, too old", { ...out, signInWithLink: refused("linkUsedOrExpired") }, "#/sign-in/abc", async (hand) => {
    await hand.see(links.alert);
  }),
  scene("first passkey", { me: answers({ ...wei, passkeys: 0, frozen: null }) }),
  scene(
    "first passkey, too late",
    { me: answers({ ...wei, passkeys: 0, frozen: null }), addPasskey: () => Promise.reject(new MoneyProblem("signInTooOld")) },
    "#/",
    async (hand) => {
      await hand.press("footer button");
      await hand.see(links.alert);
    },
  ),
  scene(
    "first passkey, none here",
    { me: answers({ ...wei, passkeys: 0, frozen: null }), addPasskey: refused("passkeyUnsupported") },
    "#/",
    async (hand) => {
      await hand.press("footer button");
      await hand.see("[role=alert]");
    },
  ),
  scene("password stands in", { standIn: true }),
  scene("home", { history: answers({ movements, next: "9" }) }),
  scene("home, closed loop", {
    house: houseUnder("closed-loop", ["charge", "refund", "moneyIn", "moneyOut"]),
    history: answers({ movements, next: null }),
  }),
  scene("home, mutual credit, below zero", {
    house: houseUnder("mutual-credit", ["transfer", "card", "charge", "refund"], 100_000),
    balance: answers([{ balance: yuan(-64_250), heldOut: yuan(0), heldIn: yuan(0) }]),
    history: answers({ movements, next: null }),
  }),
  scene("home, empty", { balance: answers([]) }),
  scene("home, loading", { balance: never, history: never }),
  scene("home, nothing known", { me: never }),
  scene("home, failed", { balance: refused("offline"), history: refused("offline") }),
  scene("home, who am I failed", { me: refused("serverError") }),
  scene("home, long", {
    me: answers({ ...longName, passkeys: 1, frozen: null }),
    balance: answers([{ balance: yuan(Number.MAX_SAFE_INTEGER), heldOut: yuan(0), heldIn: yuan(0) }]),
    history: answers({
      movements: [moved("1", -Number.MAX_SAFE_INTEGER, 1, { with: longName }), moved("2", Number.MAX_SAFE_INTEGER, 2, { with: longName })],
      next: null,
    }),
  }),
  scene("top up", {}, "#/", async (hand) => {
    await hand.press("section button");
    await hand.see("dialog");
  }),
  scene("top up, refused", { playMoney: refused("rateLimited", 20_000) }, "#/", async (hand) => {
    await hand.press("section button");
    await hand.press("dialog footer button");
    await hand.see(`dialog ${links.alert}`);
  }),
  scene("send", {}, "#/send"),
  scene("send, no amount", {}, "#/send", (hand) => fill(hand, "wei", "12.345")),
  scene("send, asking", { ask: never }, "#/send", ask),
  scene("send, too little", { ask: broke }, "#/send", async (hand) => {
    await ask(hand);
    await hand.see(links.alert);
  }),
  scene("send, more than there is", {}, "#/send", (hand) => fill(hand, "wei", "99999")),
  scene("send, too little meanwhile", { ask: answers(asked), confirm: broke }, "#/send", async (hand) => {
    await confirming(hand);
    await hand.see(`dialog ${links.alert}`);
  }),
  scene("send, confirm", { ask: answers(asked) }, "#/send", async (hand) => {
    await ask(hand);
    await hand.see("dialog");
  }),
  scene(
    "send, confirm, long",
    { ask: answers({ ...asked, amount: yuan(Number.MAX_SAFE_INTEGER), payee: { ...longName, verifiedName: longName.name } }) },
    "#/send",
    async (hand) => {
      await ask(hand);
      await hand.see("dialog");
    },
  ),
  scene("send, answer lost", { ask: answers(asked), confirm: refused("offline") }, "#/send", async (hand) => {
    await confirming(hand);
    await hand.see(`dialog ${links.alert}`);
  }),
  scene("sent", { ask: answers(asked), confirm: answers(done) }, "#/send", async (hand) => {
    await confirming(hand);
    await hand.see("dl");
  }),
  scene("safety", two, "#/safety"),
  scene("safety, failed", { passkeys: refused("offline"), sessions: refused("offline"), phones: refused("offline") }, "#/safety"),
  scene("safety, loading", { passkeys: never, sessions: never, phones: never }, "#/safety"),
  scene("a phone with codes", {}, "#/safety", row(0)),
  scene("last passkey", {}, "#/safety", row(1)),
  scene("a passkey", two, "#/safety", row(2)),
  scene("add a passkey", {}, "#/safety", row(2)),
  scene("a session", two, "#/safety", row(4)),
  scene("everywhere", two, "#/safety", row(5)),
  scene("look", {}, "#/look"),
];
