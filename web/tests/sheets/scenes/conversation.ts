import type { RoomSummary, TimelineItem } from "../../../src/matrix/model";
import { daysAgo, lin, longLin, longName, minutesAgo, mother, wei, yun } from "../cast";
import { answers, never, refused } from "../fake";
import type { Hand } from "../hand";
import { NOW } from "../now";
import type { Scene } from "../scene";
import {
  brother,
  channel,
  chen,
  deleted,
  detail,
  details,
  family,
  father,
  file,
  longRoom,
  media,
  member,
  membership,
  notice,
  picture,
  quote,
  rooms,
  self,
  text,
  timeline,
  unreadable,
  withWei,
} from "../talk";

const at = (room: RoomSummary, more = "") => `#/chats/${encodeURIComponent(room.id)}${more}`;
const read = { send: { state: "sent", readBy: 1 } } as const;

const asked = text(wei, minutesAgo(40), "Did you find a ticket?");
const train: readonly TimelineItem[] = [
  asked,
  text(self, minutesAgo(39), "Sold out. But a man on the platform has one for the 17:55. He wants to scan my code.", read),
  text(wei, minutesAgo(38), "Scan it? He will have cloned your phone, and everything on it."),
  text(self, minutesAgo(30), "He saw a lantern and ¥553. That is all he gets.", {
    ...read,
    reactions: [{ key: "🏮", count: 1, own: false, people: [wei] }],
  }),
  picture(self, minutesAgo(6), "sunset", 1200, 800, read),
];

const sunset = picture(self, minutesAgo(34), "sunset", 1200, 800, {
  send: { state: "sent", readBy: 4 },
  reactions: [
    { key: "❤️", count: 3, own: false, people: [mother, father, wei] },
    { key: "😮", count: 1, own: true, people: [self] },
  ],
});
const soup = text(mother, minutesAgo(24), "菜送到了，还热着呢。");
const evening: readonly TimelineItem[] = [
  notice(self, daysAgo(3), "created"),
  notice(self, daysAgo(3), "encrypted"),
  membership(self, daysAgo(3), "invited", mother),
  membership(self, daysAgo(3), "invited", father),
  membership(mother, daysAgo(3), "joined", mother),
  membership(father, daysAgo(3), "joined", father),
  membership(brother, daysAgo(3), "joined", brother),
  text(brother, daysAgo(1), "姐，票抢到了吗？"),
  text(self, daysAgo(1) + 60_000, "早卖光了。站台上有人转票，扫个码就是我的了。", { send: { state: "sent", readBy: 4 } }),
  text(father, minutesAgo(62), "几点的车？"),
  text(self, minutesAgo(61), "17:55，明天到北京就去看你们。", { send: { state: "sent", readBy: 4 } }),
  sunset,
  text(brother, minutesAgo(26), "哇，夕阳！", { reply: quote(sunset) }),
  text(brother, minutesAgo(26), "🎉"),
  soup,
  text(father, minutesAgo(22), "到了说一声。"),
];

const plan = file(self, minutesAgo(50), "Timetable winter 2026.pdf", 1_480_000);
const everything: readonly TimelineItem[] = [
  text(wei, minutesAgo(58), "All of it: https://timetable.example/winter/2026?from=beijing&to=shanghai"),
  text(wei, minutesAgo(57), "wonders about the snow", { tone: "emote" }),
  text(wei, minutesAgo(56), "The 17:55 runs on time.", { tone: "notice", edited: true }),
  plan,
  file(wei, minutesAgo(49), "Mama sings, third evening.mp3", 3_200_000, {
    sort: "audio",
    caption: "Third one is the best.",
    reply: quote(plan),
  }),
  deleted(wei, minutesAgo(48)),
  deleted(self, minutesAgo(47)),
  unreadable(wei, minutesAgo(46), "waiting"),
  unreadable(wei, minutesAgo(45), "beforeThisDevice"),
  unreadable(wei, minutesAgo(44), "withheld"),
  unreadable(wei, minutesAgo(44), "unsigned"),
  unreadable(wei, minutesAgo(44), "identityChanged"),
  { ...text(wei, minutesAgo(43), "x"), kind: "unknown", type: "example.poll", text: "Noodles or rice?" },
  text(wei, minutesAgo(20), "Is this really me?", { doubt: "sender" }),
  membership(wei, minutesAgo(12), "renamed", wei, "Wei"),
  text(self, minutesAgo(9), "Of course.", { send: { state: "failed", why: "offline" } }),
  picture(self, minutesAgo(8), "valley", 800, 1200, { caption: "Where the river bends.", send: { state: "sending", progress: 0.62 } }),
  text(self, minutesAgo(7), "Arriving at nine.", { eventId: null, send: { state: "sending", progress: null } }),
];

const word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenstickerei";
const longItems: readonly TimelineItem[] = [
  text(
    longName,
    minutesAgo(30),
    `${word} ${"It goes on, and then it goes on again, because there is no end to what can be told of this. ".repeat(4)}`,
    {
      reactions: [..."👍🙏😂😮😢🏮🎉🍵🚆"].map((key, index) => ({ key, count: 99 - index * 9, own: index === 1, people: [longName] })),
    },
  ),
  file(longName, minutesAgo(28), `${word}-${word}.tar.gz`, 123_456_789_000),
  picture(longName, minutesAgo(27), "strip", 2400, 300, { caption: `${word} ${word}` }),
  text(self, minutesAgo(20), word.repeat(2), {
    reply: quote(text(longName, 0, word.repeat(3))),
    doubt: "sender",
    edited: true,
    send: { state: "sent", readBy: 999 },
  }),
];

const history: readonly TimelineItem[] = Array.from({ length: 40 }, (_, index) =>
  text(
    index % 3 ? wei : self,
    NOW - (60 - index) * 600_000,
    index % 4 ? `Line ${index}` : `Line ${index}: the train stood for a while between two stations, and nobody knew why.`,
  ),
);

const withTrain = { session: lin, rooms, details, media, timelines: { [withWei.id]: timeline(withWei, train) } };
const withEvening = {
  session: lin,
  rooms,
  details,
  media,
  timelines: { [family.id]: timeline(family, evening, { readUpTo: sunset.key, typing: [mother] }) },
};
const blocked = (reason: "left" | "alone" | "notAllowed" | "thisDeviceUnverified") => ({
  ...withTrain,
  details: { [withWei.id]: detail(withWei, [member(self), member(wei)], { blocked: { reason } }) },
});

const comparedBefore = {
  ...withTrain,
  details: {
    [withWei.id]: detail(withWei, [member(self), member(wei, { trust: "broken" })], {
      blocked: { reason: "identityChanged", people: [wei], compared: [wei] },
    }),
  },
};
const waiting = [
  ...["In the tunnel now.", "Another ten minutes, they say."].map((words, index) =>
    text(self, minutesAgo(3 - index), words, { eventId: null, send: { state: "waiting", kept: true } }),
  ),
  file(self, minutesAgo(1), "The whole ride.mp4", 80_000_000, { eventId: null, send: { state: "waiting", kept: false } }),
];

/** The screen comes in a chunk of its own. */
const seen: NonNullable<Scene["play"]> = async (hand) => {
  await hand.see("h2");
};

async function scrollTo(hand: Hand, top: number): Promise<void> {
  const scroller = await hand.see('[data-scroller="messages"]');
  scroller.dispatchEvent(new WheelEvent("wheel"));
  scroller.scrollTop = top;
}

/** As if a person had chosen them in the window of the browser. */
async function choose(hand: Hand, files: readonly File[]): Promise<void> {
  const input = (await hand.see('input[type=file][accept="image/*"]')) as HTMLInputElement;
  const carried = new DataTransfer();
  for (const file of files) carried.items.add(file);
  input.files = carried.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await hand.see("dialog[open] footer button");
}

/** A photograph of a wall. */
async function wall(colour: string, name: string, width = 600, height = 600): Promise<File> {
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const pen = canvas.getContext("2d");
  if (pen) pen.fillStyle = colour;
  pen?.fillRect(0, 0, width, height);
  const drawn = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/png"));
  return new File(drawn ? [drawn] : [], name, { type: "image/png" });
}

/** On a desktop the facts stand beside the conversation, and they come in a chunk of their own. */
const withFacts = (scene: Scene): Scene => ({
  ...scene,
  play: async (hand) => {
    const wide = matchMedia("(min-width: 62.5em)").matches && scene.name !== "not here";
    await hand.see(wide ? '[data-panes="facts"] h2' : "h1");
    await scene.play?.(hand);
  },
});

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
    name: "actions",
    at: at(withWei),
    town: withTrain,
    play: async (hand) => {
      await hand.press('[data-key] [aria-haspopup="menu"]', 3);
      await hand.see("[role=menu]");
    },
  },
  {
    group: "conversation",
    name: "delete asked",
    at: at(withWei),
    town: { ...withTrain, verbs: { remove: refused("offline") } },
    play: async (hand) => {
      await hand.press('[data-key] [aria-haspopup="menu"]', 3);
      await hand.press("[role=menu] button", -1);
      await hand.press("dialog[open] footer button");
      await hand.see("dialog[open] [role=alert]");
    },
  },
  {
    group: "conversation",
    name: "answering",
    at: at(withWei),
    town: withTrain,
    play: async (hand) => {
      await hand.press('[data-key] [aria-haspopup="menu"]', 2);
      await hand.press("[role=menu] [role=menuitem]", 1);
      await hand.type("textarea", "只有一盏灯笼。\n别的没有。\n\n你问他。");
    },
  },
  {
    group: "conversation",
    name: "another emoji",
    at: at(withWei),
    town: withTrain,
    play: async (hand) => {
      await hand.press('[data-key] [aria-haspopup="menu"]', 2);
      await hand.press("[role=menu] [role=menuitem]");
      await hand.type("dialog[open] input", "abc");
    },
  },
  {
    group: "conversation",
    name: "add",
    at: at(withWei),
    town: withTrain,
    play: async (hand) => {
      await hand.press('[aria-haspopup="menu"]', -1);
      await hand.see("[role=menu]");
    },
  },
  {
    group: "conversation",
    name: "picture",
    at: at(withWei),
    town: { ...withTrain, timelines: { [withWei.id]: timeline(withWei, [...everything, ...train]) } },
    play: async (hand) => {
      await hand.press('[data-key] button[style*="aspect-ratio"]', -1);
      await hand.see("dialog[open] img");
    },
  },
  {
    group: "conversation",
    name: "picture loading",
    at: at(withWei),
    town: { ...withTrain, media: {} },
    play: async (hand) => {
      await hand.press('[data-key] button[style*="aspect-ratio"]', -1);
      await hand.see("dialog[open] [role=status]");
    },
  },
  {
    group: "conversation",
    name: "picture failed",
    at: at(channel),
    town: { ...withTrain, timelines: { [channel.id]: timeline(channel, [picture(chen, daysAgo(4), "broken", 900, 700)]) } },
    play: async (hand) => {
      await hand.press('[data-key] button[style*="aspect-ratio"]', -1);
      await hand.see("dialog[open] [role=alert]");
    },
  },
  {
    group: "conversation",
    name: "a picture to send",
    at: at(withWei),
    town: withTrain,
    play: async (hand) => choose(hand, [await wall("#8aa0b4", "river.png", 600, 900)]),
  },
  {
    group: "conversation",
    name: "too large and damaged",
    at: at(withWei),
    town: { ...withTrain, verbs: { largestFile: answers(100_000) } },
    play: async (hand) => {
      const damaged = new File(["tea"], "harbour.jpg", { type: "image/jpeg" });
      await choose(hand, [await wall("#8aa0b4", "river.png"), damaged, new File(["tea".repeat(40_000)], "Third evening.mov")]);
      await hand.see("dialog[open] [role=alert]", 1);
    },
  },
  {
    group: "conversation",
    name: "pictures and files to send",
    at: at(longRoom),
    town: {
      session: lin,
      rooms: [longRoom, ...rooms],
      details: { [longRoom.id]: detail(longRoom, [member(self), member(longName)]) },
      media,
    },
    play: async (hand) => {
      const walls = ["#8aa0b4", "#e7b48f", "#4c5f55", "#cfe2d8"].map((colour, index) => wall(colour, `wall ${index}.png`));
      const files = ["Timetable-winter-2026.pdf", `${word}-${word}.tar.gz`].map((name) => new File(["tea".repeat(40_000)], name));
      await choose(hand, [...(await Promise.all(walls)), ...files]);
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
  { group: "conversation", name: "left", at: at(withWei), town: blocked("left") },
  { group: "conversation", name: "alone", at: at(withWei), town: blocked("alone") },
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
