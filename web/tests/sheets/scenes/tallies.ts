import type { Person, Tally, TallyPartState } from "../../../src/matrix/model";
import { MoneyProblem, type TallyAsked, type TallyOwed } from "../../../src/wallet/model";
import { lin, longName, minutesAgo, mother, wei } from "../cast";
import { at, withFacts } from "../conversations";
import { answers, never, refused } from "../fake";
import { type Purse, yuan } from "../fakeWallet";
import type { Hand } from "../hand";
import { NOW } from "../now";
import type { Scene } from "../scene";
import { brother, details, family, father, media, rooms, self, text, timeline, withWei } from "../talk";

/* Money that is asked for: the cards and the form in the app, and the wallet's page that pays. */

const id = (nth: number) => `00000000-0000-4000-8000-0000000000${10 + nth}`;
const part = (person: Person | null, minor: number, state: TallyPartState) => ({ person, amount: yuan(minor), state, at: minutesAgo(5) });

/** Wei asks for the tickets. */
const ofWei = (nth: number, state: TallyPartState, more: Partial<Tally> = {}): Tally => ({
  id: id(nth),
  state: state === "asked" || state === "onItsWay" ? "open" : state === "withdrawn" || state === "late" ? state : "settled",
  amount: yuan(10_650),
  note: "两张票 two tickets",
  asker: wei,
  asked: 1,
  paid: state === "paid" ? 1 : 0,
  mine: { amount: yuan(10_650), state },
  parts: [part(self, 10_650, state)],
  until: NOW + 29 * 86_400_000,
  ...more,
});
const ofMe = (nth: number, state: TallyPartState): Tally => ({
  ...ofWei(nth, state, { asker: self, mine: null, note: "" }),
  parts: [part(wei, 10_650, state)],
});
const hotpot = (nth: number, more: Partial<Tally> = {}): Tally => ({
  ...ofWei(nth, "asked", { amount: yuan(36_800), note: "周五的火锅 Friday's hotpot", asker: mother, asked: 4, paid: 2 }),
  mine: { amount: yuan(7_360), state: "asked" },
  parts: [
    part(mother, 7_360, "own"),
    part(self, 7_360, "asked"),
    part(father, 7_360, "paid"),
    part(null, 7_360, "paid"),
    part(brother, 7_360, "declined"),
  ],
  ...more,
});

const known: Readonly<Record<string, Tally>> = Object.fromEntries(
  [
    ofWei(1, "asked"),
    ofMe(2, "asked"),
    ofWei(3, "paid"),
    ofMe(4, "declined"),
    ofWei(5, "withdrawn"),
    ofWei(6, "late"),
    ofWei(7, "onItsWay", { asker: null }),
    hotpot(8),
    hotpot(9, { asker: self, mine: null, asked: 4, paid: 2 }),
    hotpot(10, { mine: null, parts: null }),
    hotpot(11, { state: "settled", mine: { amount: yuan(7_360), state: "paid" } }),
  ].map((one) => [one.id, one]),
);

const told = (of: Person, nth: number, ago: number) =>
  text(of, minutesAgo(ago), "It is paid in Teahouse.", { card: { kind: "tally", id: id(nth) } });
const tally = (_room: string, of: string) => (known[of] ? Promise.resolve(known[of]) : Promise.reject(new Error("No such tally")));
const town = { session: lin, rooms, details, media };
const pair = (nths: readonly [Person, number][], verbs: object = {}) => ({
  ...town,
  timelines: {
    [withWei.id]: timeline(
      withWei,
      nths.map(([of, nth], ago) => told(of, nth, 40 - ago)),
    ),
  },
  verbs: { tally, ...verbs },
});
const group = (nths: readonly [Person, number][], verbs: object = {}) => ({
  ...town,
  timelines: {
    [family.id]: timeline(
      family,
      nths.map(([of, nth], ago) => told(of, nth, 40 - ago)),
    ),
  },
  verbs: { tally, ...verbs },
});

const opens = async (hand: Hand) => {
  await hand.press("[aria-haspopup=menu][aria-expanded]");
  await hand.press("[role=menuitem]", -1);
  await hand.see("dialog[open]");
};
const asks = (total: string) => async (hand: Hand) => {
  await opens(hand);
  await hand.type("dialog input[name=amount]", total);
};
const each = async (hand: Hand) => {
  await asks("368")(hand);
  await hand.press("dialog [role=switch]");
  await hand.type("dialog fieldset input", "120");
};

const inChats: readonly Scene[] = [
  {
    group: "tallies",
    name: "asked",
    at: at(withWei),
    town: pair([
      [self, 2],
      [wei, 1],
    ]),
  },
  {
    group: "tallies",
    name: "over",
    at: at(withWei),
    town: pair([
      [wei, 7],
      [wei, 6],
      [wei, 5],
      [self, 4],
      [wei, 3],
    ]),
  },
  {
    group: "tallies",
    name: "bills",
    at: at(family),
    town: group([
      [mother, 11],
      [mother, 10],
      [mother, 8],
    ]),
  },
  {
    group: "tallies",
    name: "who has paid",
    at: at(family),
    town: group([[mother, 8]]),
    play: async (hand) => {
      await hand.press("[data-tally] button", -1);
      await hand.see("dialog[open]");
    },
  },
  {
    group: "tallies",
    name: "own bill, withdraw failed",
    at: at(family),
    town: group([[self, 9]], { withdrawTally: refused("offline") }),
    play: async (hand) => {
      await hand.press("[data-tally] button", -1);
      await hand.press("dialog footer button");
      await hand.see("dialog [role=alert]");
    },
  },
  { group: "tallies", name: "unknown", at: at(withWei), town: pair([[wei, 1]], { tally: refused("notFound") }) },
  {
    group: "tallies",
    name: "decline failed, long name",
    at: at(withWei),
    town: pair([[wei, 1]], { tally: answers(ofWei(1, "asked", { asker: longName })), declineTally: refused("serverError") }),
    play: async (hand) => {
      await hand.press("[data-tally] button", 1);
      await hand.see("[data-tally] [role=alert]");
    },
  },
  { group: "tallies", name: "ask", at: at(withWei), town: pair([]), play: asks("106.50") },
  {
    group: "tallies",
    name: "ask, too much already",
    at: at(withWei),
    town: pair([], { askForMoney: refused("rateLimited") }),
    play: async (hand) => {
      await asks("106.50")(hand);
      await hand.press("dialog footer button");
      await hand.see("dialog footer [role=alert]");
    },
  },
  { group: "tallies", name: "split", at: at(family), town: group([]), play: asks("368") },
  { group: "tallies", name: "split, each", at: at(family), town: group([]), play: each },
  {
    group: "tallies",
    name: "split, above",
    at: at(family),
    town: group([]),
    play: async (hand) => {
      await each(hand);
      await hand.type("dialog input[name=amount]", "100");
      await hand.see("dialog [role=alert]");
    },
  },
];

const asked = (more: Partial<TallyAsked> = {}): TallyAsked => ({
  id: id(1),
  room: withWei.id,
  asker: { userId: wei.userId, name: wei.name, verifiedName: null },
  known: true,
  amount: yuan(10_650),
  total: yuan(10_650),
  parts: 1,
  note: "两张票 two tickets",
  state: "asked",
  ...more,
});
const pays = (name: string, purse: Partial<Purse>, play?: Scene["play"]): Scene => ({
  group: "tallies",
  name,
  at: `#/tally/${id(1)}/from/!a`,
  town: {},
  purse,
  ...(play && { play }),
});
const presses = async (hand: Hand) => {
  await hand.press("form button[type=submit]");
  await hand.see("[role=alert]");
};
const stranger = { userId: longName.userId, name: longName.name, verifiedName: null };

const owed = (more: Partial<TallyOwed> = {}): TallyOwed => ({
  id: id(21),
  room: family.id,
  amount: yuan(14_720),
  asked: 4,
  waiting: 2,
  of: [
    { userId: father.userId, name: father.name },
    { userId: brother.userId, name: brother.name },
  ],
  note: "周五的火锅 Friday's hotpot",
  ...more,
});
const some = <T>(tallies: readonly T[], next: string | null = null) => answers({ tallies, next });
const listed = (name: string, purse: Partial<Purse>, where = "#/", play?: Scene["play"]): Scene => ({
  group: "tallies",
  name: `listed, ${name}`,
  at: where,
  town: {},
  purse,
  ...(play && { play }),
});
const fromMother = { userId: mother.userId, name: mother.name, verifiedName: null };
const many: Partial<Purse> = {
  askedTallies: some(
    [
      asked({ id: id(31), asker: fromMother, amount: yuan(2_000), note: "lunch" }),
      asked({ id: id(32) }),
      asked({ id: id(33), asker: stranger, amount: yuan(4_999_999), known: false, note: "长".repeat(40) }),
      asked({ id: id(34), note: null }),
    ],
    "1_2",
  ),
  owedTallies: some([
    owed(),
    owed({ id: id(22), asked: 1, waiting: 1, of: [{ userId: wei.userId, name: wei.name }], amount: yuan(2_000), note: null }),
    owed({ id: id(23), asked: 49, waiting: 49, of: Array(5).fill(stranger), amount: yuan(4_900_000), note: "n".repeat(80) }),
    owed({ id: id(24), asked: 1, waiting: 1, of: [] }),
  ]),
};

const inWallet: readonly Scene[] = [
  listed("one", { askedTallies: some([asked({ asker: fromMother, amount: yuan(2_000), note: "lunch" })]) }),
  listed("one is owed", { owedTallies: some([owed()]) }),
  listed("many, long names", many),
  listed("decline failed", { askedTallies: some([asked()]), declineTally: refused("offline") }, "#/", async (hand) => {
    await hand.press("section li button");
    await hand.see("section [role=alert]");
  }),
  listed("failed", { askedTallies: refused("offline"), owedTallies: refused("offline") }),
  listed("all", many, "#/tallies"),
  listed("all, none", {}, "#/tallies"),
  listed("all, loading", { askedTallies: never, owedTallies: never }, "#/tallies"),
  listed("all, failed", { askedTallies: refused("offline"), owedTallies: refused("serverError") }, "#/tallies"),
  pays("pay", { tally: answers(asked()) }),
  pays("pay a part, new, long name", {
    tally: answers(asked({ asker: stranger, known: false, total: yuan(36_800), parts: 5, note: "n".repeat(80) })),
  }),
  pays("pay, verified, no note", { tally: answers(asked({ asker: { ...stranger, verifiedName: "Lin's Tea" }, note: null })) }),
  pays("pay, too little", { tally: answers(asked({ amount: yuan(9_999_900) })) }),
  pays("pay, answer lost", { tally: answers(asked()), payTally: refused("offline") }, presses),
  pays("pay, frozen", { tally: answers(asked()), payTally: () => Promise.reject(new MoneyProblem("walletFrozen")) }, presses),
  pays("pay, loading", { tally: never }),
  pays("pay, failed", { tally: refused("offline") }),
  pays("pay, not there", { tally: refused("notFound") }),
  ...(["paid", "onItsWay", "declined", "withdrawn", "late"] as const).map((state) =>
    pays(`pay, ${state}`, { tally: answers(asked({ state })) }),
  ),
];

export const scenes: readonly Scene[] = [...inChats.map(withFacts), ...inWallet];
