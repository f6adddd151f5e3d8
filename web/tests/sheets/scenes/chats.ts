import { lin, longLin, longName, minutesAgo, wei } from "../cast";
import { never, refused } from "../fake";
import type { Scene } from "../scene";
import { invited, invitedGroup, longRoom, room, rooms, said, self } from "../talk";

const town = { session: lin, rooms };
const long = [longRoom, room("l2", longName.name, { lastLine: said(self, longName.name.repeat(4)) }), ...rooms];

export const scenes: readonly Scene[] = [
  { group: "chats", name: "chats", at: "#/chats", town },
  { group: "chats", name: "chats empty", at: "#/chats", town: { session: lin } },
  { group: "chats", name: "chats, only an invitation", at: "#/chats", town: { session: lin, rooms: [invited] } },
  { group: "chats", name: "chats loading", at: "#/chats", town: { session: { ...lin, freshness: "cached" } } },
  { group: "chats", name: "chats offline", at: "#/chats", town: { session: { ...lin, freshness: "cached", offline: true }, rooms } },
  { group: "chats", name: "chats long", at: "#/chats", town: { session: longLin, rooms: long } },
  {
    group: "chats",
    name: "removed by somebody",
    at: "#/chats",
    town: { ...town, removals: [{ roomId: "!shut:teahouse.example", name: "Harbour walk", by: wei, at: minutesAgo(4), reason: "" }] },
  },
  {
    group: "chats",
    name: "removed from the only one",
    at: "#/chats",
    town: {
      session: lin,
      removals: [{ roomId: "!shut:teahouse.example", name: "Harbour walk", by: wei, at: minutesAgo(4), reason: "" }],
    },
  },
  {
    group: "chats",
    name: "removed from what was open, long",
    at: `#/chats/${encodeURIComponent("!shut:teahouse.example")}`,
    town: {
      ...town,
      removals: [{ roomId: "!shut:teahouse.example", name: longRoom.name, by: longName, at: minutesAgo(4), reason: `${longName.name}!` }],
    },
  },
  {
    group: "chats",
    name: "chats on a device put off",
    at: "#/chats",
    town: { ...town, session: { ...lin, verified: false, next: "later" } },
  },
  { group: "chats", name: "chats with invitations", at: "#/chats", town: { ...town, rooms: [invited, invitedGroup, ...rooms] } },
  {
    group: "chats",
    name: "invitation failed",
    at: "#/chats",
    town: { session: lin, rooms: [invited, ...rooms.slice(0, 3)], verbs: { accept: refused("rateLimited", 12_000) } },
    play: async (hand) => {
      await hand.press('[data-panes="list"] li button');
      await hand.see("[role=alert]");
    },
  },
  {
    group: "chats",
    name: "invitation busy",
    at: "#/chats",
    town: { session: lin, rooms: [invited, ...rooms.slice(0, 3)], verbs: { accept: never } },
    play: async (hand) => {
      await hand.press('[data-panes="list"] li button');
      await hand.see("[aria-busy=true]");
    },
  },
  {
    group: "chats",
    name: "chats unread",
    at: "#/chats",
    town,
    play: (hand) => hand.press("[aria-pressed]", 2),
  },
  {
    group: "chats",
    name: "chats searched",
    at: "#/chats",
    town,
    play: async (hand) => {
      await hand.press("[aria-pressed]");
      await hand.type("input[type=search]", "羽");
    },
  },
  {
    group: "chats",
    name: "chats searched, nothing",
    at: "#/chats",
    town,
    play: async (hand) => {
      await hand.press("[aria-pressed]");
      await hand.type("input[type=search]", "zeppelin");
    },
  },
  { group: "chats", name: "invitation", at: `#/chats/${encodeURIComponent(invited.id)}`, town: { ...town, rooms: [invited, ...rooms] } },
  {
    group: "chats",
    name: "invitation to a group",
    at: `#/chats/${encodeURIComponent(invitedGroup.id)}`,
    town: { ...town, rooms: [invitedGroup, ...rooms] },
  },
  {
    group: "chats",
    name: "block asked",
    at: `#/chats/${encodeURIComponent(invited.id)}`,
    town: { ...town, rooms: [invited, ...rooms] },
    play: async (hand) => {
      await hand.press('[data-panes="content"] button', -1);
      await hand.see("dialog[open]");
    },
  },
];
