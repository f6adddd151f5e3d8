import type { Card, Person } from "../../../src/matrix/model";
import { type AskedCard, MoneyProblem } from "../../../src/wallet/model";
import { daysAgo, lin, longName, minutesAgo, mother, wei } from "../cast";
import { at, withFacts } from "../conversations";
import { answers, never, refused } from "../fake";
import { type Purse, yuan } from "../fakeWallet";
import type { Hand } from "../hand";
import { NOW } from "../now";
import type { Scene } from "../scene";
import { brother, details, family, father, media, rooms, self, text, timeline, withWei } from "../talk";

/* Money in conversations: the cards in the app, and the pages of the wallet to which they lead. */

const id = (nth: number) => `00000000-0000-4000-8000-00000000000${nth}`;

const transfer = (nth: number, more: Partial<Card> = {}): Card => ({
  id: id(nth),
  kind: "transfer",
  state: "open",
  amount: yuan(55_300),
  sender: self,
  to: wei,
  shares: 1,
  left: 1,
  mine: null,
  taken: [],
  until: NOW + 80_000_000,
  ...more,
});

const got = (person: Person | null, minor: number, ago: number) => ({ person, amount: yuan(minor), at: minutesAgo(ago) });
const packet = (nth: number, more: Partial<Card> = {}): Card => ({
  ...transfer(nth, { kind: "randomPacket", sender: mother, to: null, amount: yuan(8_800), shares: 5, left: 2 }),
  taken: [got(brother, 880, 9), got(father, 1_246, 8), got(wei, 3_106, 7)],
  ...more,
});
const mine = { mine: yuan(1_888), left: 1, taken: [got(self, 1_888, 3), got(wei, 3_106, 7), got(father, 1_246, 8), got(brother, 880, 9)] };

const cards: Readonly<Record<string, Card>> = {
  [id(1)]: transfer(1),
  [id(2)]: transfer(2, { state: "taken", left: 0 }),
  [id(3)]: transfer(3, { sender: wei, to: self, amount: yuan(4_600) }),
  [id(4)]: transfer(4, { sender: wei, to: self, state: "declined" }),
  [id(5)]: packet(5),
  [id(6)]: packet(6, mine),
  [id(7)]: packet(7, { ...mine, mine: null, left: 0, state: "taken", taken: [...mine.taken, got(null, 1_680, 1)] }),
};

const told = (of: Person, nth: number, ago: number) =>
  text(of, minutesAgo(ago), "It is taken in Teahouse.", { card: { kind: "card", id: id(nth) } });
const card = (_room: string, of: string) => (cards[of] ? Promise.resolve(cards[of]) : Promise.reject(new Error("No such card")));

const town = { session: lin, rooms, details, media };
const transfers = {
  ...town,
  timelines: { [withWei.id]: timeline(withWei, [told(self, 1, 40), told(self, 2, 30), told(wei, 4, 20), told(wei, 3, 2)]) },
  verbs: { card },
};
const packets = {
  ...town,
  timelines: {
    [family.id]: timeline(family, [
      text(mother, minutesAgo(12), "晚饭加个菜"),
      told(mother, 7, 11),
      told(mother, 6, 10),
      told(mother, 5, 9),
    ]),
  },
  verbs: { card, takeCard: answers(packet(5, mine)) },
};
const one = (verbs: object) => ({ ...town, timelines: { [withWei.id]: timeline(withWei, [told(wei, 3, 2)]) }, verbs: { card, ...verbs } });

const give = (name: string, place: string, purse: Partial<Purse>, play?: Scene["play"]): Scene => ({
  group: "money",
  name,
  at: place,
  town: {},
  purse,
  ...(play && { play }),
});
const somebody = { userId: longName.userId, name: longName.name, verifiedName: null };
const asked = (more: Partial<AskedCard>): AskedCard => ({
  id: "t",
  wanted: { room: "!a", kind: "transfer", amount: yuan(2_000), to: wei.userId },
  payee: { userId: wei.userId, name: wei.name, verifiedName: null },
  ceremony: "c",
  options: { challenge: "" },
  ...more,
});
const toWei = `#/give/transfer/!a/${encodeURIComponent(wei.userId)}`;
const types = (amount: string) => async (hand: Hand) => hand.type("input[name=amount]", amount);
const goesOn = (amount: string) => async (hand: Hand) => {
  await types(amount)(hand);
  await hand.press("form button[type=submit]");
  await hand.see("dialog");
};

const inChats: readonly Scene[] = [
  { group: "money", name: "transfers", at: at(withWei), town: transfers },
  { group: "money", name: "red packets", at: at(family), town: packets },
  {
    group: "money",
    name: "packet opened",
    at: at(family),
    town: { ...packets, verbs: { ...packets.verbs, card: (room: string, of: string) => card(room, of === id(5) ? id(6) : of) } },
    play: async (hand: Hand) => {
      await hand.press("[data-packet]", 2);
      await hand.see("dialog[open]");
    },
  },
  { group: "money", name: "card loading", at: at(withWei), town: one({ card: never }) },
  { group: "money", name: "card failed", at: at(withWei), town: one({ card: refused("offline") }) },
  { group: "money", name: "card unknown", at: at(withWei), town: one({ card: refused("notFound") }) },
  {
    group: "money",
    name: "accept failed, long name",
    at: at(withWei),
    town: one({ card: answers(transfer(3, { sender: longName, to: self, until: daysAgo(-1) })), takeCard: refused("serverError") }),
    play: async (hand: Hand) => {
      await hand.press("[data-transfer] button", 0);
      await hand.see("[data-transfer] [role=alert]");
    },
  },
];

const inWallet: readonly Scene[] = [
  give("give a transfer", toWei, { cardPayee: answers({ userId: wei.userId, name: wei.name, verifiedName: null }) }, types("12.50")),
  give("give a transfer, long name", toWei, { cardPayee: answers(somebody) }),
  give("give a transfer, verified", toWei, { cardPayee: answers({ ...somebody, verifiedName: "Lin's Tea 林家茶铺" }) }),
  give("give a transfer, who is not told", toWei, { cardPayee: refused("offline") }),
  give("give a transfer, asked", toWei, { askCard: answers(asked({})) }, goesOn("20")),
  give("give a transfer, asked, long name", toWei, { askCard: answers(asked({ payee: somebody })) }, goesOn("20")),
  give("give a transfer, answer lost", toWei, { askCard: answers(asked({})), confirmCard: refused("offline") }, async (hand) => {
    await goesOn("20")(hand);
    await hand.press("dialog footer button");
    await hand.see("dialog [role=alert]");
  }),
  give("give more than there is", toWei, {}, types("99999")),
  give(
    "give a transfer, frozen",
    toWei,
    { askCard: answers(asked({})), confirmCard: () => Promise.reject(new MoneyProblem("walletFrozen")) },
    async (hand) => {
      await goesOn("20")(hand);
      await hand.press("dialog footer button");
      await hand.see("dialog [role=alert]");
    },
  ),
  give("give a packet", "#/give/packet/!a/4", {}, types("88")),
  give("give a packet, too much", "#/give/packet/!a/4", {}, types("201")),
  give(
    "give a packet, asked",
    "#/give/packet/!a/4",
    { askCard: answers(asked({ payee: null, wanted: { room: "!a", kind: "randomPacket", amount: yuan(8_800), shares: 4 } })) },
    goesOn("88"),
  ),
];

export const scenes: readonly Scene[] = [...inChats.map(withFacts), ...inWallet];
