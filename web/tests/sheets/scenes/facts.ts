import { lin, longLin, longName, minutesAgo, wei, yun } from "../cast";
import { at, withEvening, withFacts, withTrain } from "../conversations";
import { answers, never, refused } from "../fake";
import type { Scene } from "../scene";
import { channel, chen, detail, family, longRoom, media, member, rooms, self, withWei } from "../talk";

/** The screen comes in a chunk of its own. */
const seen: NonNullable<Scene["play"]> = async (hand) => {
  await hand.see("h2");
};

const all: readonly Scene[] = [
  { group: "facts", name: "facts of two", at: at(withWei, "/facts"), town: withTrain, play: seen },
  { group: "facts", name: "facts of a group", at: at(family, "/facts"), town: withEvening, play: seen },
  { group: "facts", name: "facts of a channel", at: at(channel, "/facts"), town: withTrain, play: seen },
  { group: "facts", name: "facts loading", at: at(withWei, "/facts"), town: { ...withTrain, details: {} }, play: seen },
  {
    group: "facts",
    name: "facts long",
    at: at(longRoom, "/facts"),
    town: {
      session: longLin,
      rooms: [longRoom, ...rooms],
      media,
      details: {
        [longRoom.id]: detail(
          longRoom,
          [
            member(self, { role: "owner" }),
            member(longName, { role: "moderator", trust: "changed" }),
            member(yun, { trust: "noIdentity" }),
            member(chen, { membership: "invited", trust: "unknown" }),
          ],
          { topic: longName.name.repeat(5), history: "everything" },
        ),
      },
    },
  },
  {
    group: "facts",
    name: "removed meanwhile",
    at: at(family, "/facts"),
    town: {
      session: lin,
      removals: [{ roomId: family.id, name: family.name, by: wei, at: minutesAgo(4), reason: "We moved to another room" }],
    },
  },
  {
    group: "facts",
    name: "a member",
    at: at(family, "/facts"),
    town: withEvening,
    play: async (hand) => {
      await hand.press("[data-panes] ul li > button", -1);
      await hand.see("dialog[open]");
    },
  },
  {
    group: "facts",
    name: "make an owner",
    at: at(longRoom, "/facts"),
    town: {
      session: longLin,
      rooms: [longRoom, ...rooms],
      media,
      details: { [longRoom.id]: detail(longRoom, [member(self, { role: "owner" }), member(longName)]) },
      verbs: { makeOwner: refused("offline") },
    },
    play: async (hand) => {
      await hand.press("[data-panes] ul li > button", -1);
      await hand.press("dialog[open] footer button", 1);
      await hand.press("dialog[open] footer button");
      await hand.see("dialog[open] [role=alert]");
    },
  },
  {
    group: "facts",
    name: "check failed",
    at: at(family, "/facts"),
    town: { ...withEvening, verbs: { startVerification: refused("offline") } },
    play: async (hand) => {
      await hand.press("[data-panes] ul li > button", -1);
      await hand.press("dialog[open] footer button");
      await hand.see("dialog[open] [role=alert]");
    },
  },
  {
    group: "facts",
    name: "a member, long",
    at: at(longRoom, "/facts"),
    town: {
      session: longLin,
      rooms: [longRoom, ...rooms],
      media,
      details: { [longRoom.id]: detail(longRoom, [member(self, { role: "owner" }), member(longName, { trust: "changed" })]) },
    },
    play: async (hand) => {
      await hand.press("[data-panes] ul li > button", -1);
      await hand.see("dialog[open]");
    },
  },
  {
    group: "facts",
    name: "somebody to invite",
    at: at(family, "/facts"),
    town: {
      ...withEvening,
      verbs: { findPerson: answers({ ...yun, self: false, ignored: false, directRoomId: null }), invite: refused("offline") },
    },
    play: async (hand) => {
      await hand.press("[data-panes] label ~ div button");
      await hand.type("dialog[open] input", "yun");
      await hand.press("dialog[open] form button[type=submit]");
      await hand.press("dialog[open] li button");
      await hand.see("dialog[open] [role=alert]");
    },
  },
  {
    group: "facts",
    name: "rename",
    at: at(family, "/facts"),
    town: { ...withEvening, verbs: { rename: never } },
    play: async (hand) => {
      await hand.press("[data-panes] label ~ div button", 1);
      await hand.type("dialog[open] input", "我们家");
      await hand.press("dialog[open] footer button");
    },
  },
  {
    group: "facts",
    name: "leave asked",
    at: at(family, "/facts"),
    town: withEvening,
    play: async (hand) => {
      await hand.press("[data-panes] label ~ div button", -1);
      await hand.see("dialog[open]");
    },
  },
];

export const scenes: readonly Scene[] = all.map(withFacts);
