import { daysAgo, lin, longLin, longName, minutesAgo, mother, person, wei, yun } from "../cast";
import {
  alone,
  at,
  blocked,
  comparedBefore,
  everything,
  history,
  longItems,
  suspended,
  train,
  waiting,
  withEvening,
  withFacts,
  withTrain,
} from "../conversations";
import { refused } from "../fake";
import type { Hand } from "../hand";
import type { Scene } from "../scene";
import {
  brother,
  channel,
  chen,
  detail,
  family,
  longRoom,
  media,
  member,
  membership,
  notice,
  picture,
  room,
  rooms,
  self,
  text,
  timeline,
  withWei,
} from "../talk";

async function scrollTo(hand: Hand, top: number): Promise<void> {
  const scroller = await hand.see('[data-scroller="messages"]');
  scroller.dispatchEvent(new WheelEvent("wheel"));
  scroller.scrollTop = top;
}

/** A name that a reader of markup would make something of. */
const marked = person("zed", "<b>Zed</b> <0/> {x} K.");
const withMarked = room("zed", marked.name, { person: marked });

const all: readonly Scene[] = [
  { group: "conversation", name: "conversation", at: at(withWei), town: withTrain },
  { group: "conversation", name: "group", at: at(family), town: withEvening },
  {
    group: "conversation",
    name: "everything",
    at: at(withWei),
    town: { ...withTrain, timelines: { [withWei.id]: timeline(withWei, everything) } },
  },
  {
    group: "conversation",
    name: "everything, above",
    at: at(withWei),
    town: { ...withTrain, timelines: { [withWei.id]: timeline(withWei, everything) } },
    play: (hand) => scrollTo(hand, 0),
  },
  {
    group: "conversation",
    name: "conversation loading",
    at: at(withWei),
    town: { ...withTrain, timelines: { [withWei.id]: timeline(withWei, [], { atStart: false, older: "loading" }) } },
  },
  {
    group: "conversation",
    name: "conversation empty",
    at: at(withWei),
    town: {
      ...withTrain,
      timelines: {
        [withWei.id]: timeline(withWei, [notice(self, minutesAgo(2), "created"), membership(self, minutesAgo(2), "invited", wei)]),
      },
      details: { [withWei.id]: detail(withWei, [member(self), member(wei, { membership: "invited" })]) },
    },
  },
  {
    group: "conversation",
    name: "older failed",
    at: at(withWei),
    town: { ...withTrain, timelines: { [withWei.id]: timeline(withWei, train.slice(0, 3), { atStart: false, older: "failed" }) } },
  },
  {
    group: "conversation",
    name: "scrolled up",
    at: at(withWei),
    town: { ...withTrain, timelines: { [withWei.id]: timeline(withWei, history) } },
    play: (hand) => scrollTo(hand, 300),
  },
  { group: "conversation", name: "not here", at: "#/chats/!nowhere", town: withTrain },
  { group: "conversation", name: "offline", at: at(withWei), town: { ...withTrain, session: { ...lin, offline: true } } },
  {
    group: "conversation",
    name: "long",
    at: at(longRoom),
    town: {
      session: longLin,
      rooms: [longRoom, ...rooms],
      details: { [longRoom.id]: detail(longRoom, [member(self), member(longName)], { complete: false }) },
      media,
      timelines: { [longRoom.id]: timeline(longRoom, longItems, { typing: [longName, longName] }) },
    },
  },
  {
    group: "conversation",
    name: "is it still them",
    at: at(withWei),
    town: {
      ...withTrain,
      details: {
        [withWei.id]: detail(withWei, [member(self), member(wei, { trust: "changed" })], {
          blocked: { reason: "identityChanged", people: [wei], compared: [] },
        }),
      },
    },
  },
  { group: "conversation", name: "is it still them, compared before", at: at(withWei), town: comparedBefore },
  {
    group: "conversation",
    name: "go on without comparing",
    at: at(withWei),
    town: { ...comparedBefore, verbs: { acceptNewIdentity: refused("serverError") } },
    play: async (hand) => {
      await hand.press("section button", 1);
      await hand.press("dialog[open] footer button");
      await hand.see("dialog[open] [role=alert]");
    },
  },
  {
    group: "conversation",
    name: "waits for the network",
    at: at(withWei),
    town: { ...withTrain, session: { ...lin, offline: true }, timelines: { [withWei.id]: timeline(withWei, [...train, ...waiting]) } },
  },
  { group: "conversation", name: "device not confirmed", at: at(withWei), town: blocked("thisDeviceUnverified") },
  { group: "conversation", name: "suspended", at: at(withWei), town: suspended },
  { group: "conversation", name: "left", at: at(withWei), town: blocked("left") },
  { group: "conversation", name: "alone", at: at(withWei), town: alone(false, true) },
  {
    group: "conversation",
    name: "a name like markup",
    at: at(withMarked),
    town: {
      session: lin,
      rooms: [withMarked, ...rooms],
      details: { [withMarked.id]: detail(withMarked, [member(self), member(marked)]) },
      ignored: [marked],
      timelines: { [withMarked.id]: timeline(withMarked, [text(marked, minutesAgo(3), "Nobody is called like this.")]) },
    },
  },
  { group: "conversation", name: "alone, declined", at: at(withWei), town: alone(true, true) },
  { group: "conversation", name: "alone, account closed", at: at(withWei), town: alone(false, false) },
  {
    group: "conversation",
    name: "channel",
    at: at(channel),
    town: {
      ...withTrain,
      timelines: {
        [channel.id]: timeline(channel, [
          membership(yun, daysAgo(6), "joined", yun),
          membership(wei, daysAgo(6), "joined", wei),
          membership(mother, daysAgo(6), "joined", mother),
          membership(brother, daysAgo(6), "joined", brother),
          text(chen, daysAgo(4), "下一本：《茶经》。周五晚上，老地方。"),
          picture(chen, daysAgo(4), "broken", 900, 700),
        ]),
      },
    },
  },
];

export const scenes: readonly Scene[] = all.map(withFacts);
