import type { RoomSummary, TimelineItem } from "../../src/matrix/model";
import { daysAgo, lin, longName, minutesAgo, mother, wei } from "./cast";
import { answers, quiet } from "./fake";
import { NOW } from "./now";
import type { Scene } from "./scene";
import {
  brother,
  deleted,
  detail,
  details,
  family,
  father,
  file,
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
} from "./talk";

export const at = (room: RoomSummary, more = "") => `#/chats/${encodeURIComponent(room.id)}${more}`;
const read = { send: { state: "sent", readBy: 1 } } as const;

const asked = text(wei, minutesAgo(40), "Did you find a ticket?");
export const train: readonly TimelineItem[] = [
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
export const everything: readonly TimelineItem[] = [
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

export const word = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichenstickerei";
export const longItems: readonly TimelineItem[] = [
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

export const history: readonly TimelineItem[] = Array.from({ length: 40 }, (_, index) =>
  text(
    index % 3 ? wei : self,
    NOW - (60 - index) * 600_000,
    index % 4 ? `Line ${index}` : `Line ${index}: the train stood for a while between two stations, and nobody knew why.`,
  ),
);

export const withTrain = { session: lin, rooms, details, media, timelines: { [withWei.id]: timeline(withWei, train) } };
export const withEvening = {
  session: lin,
  rooms,
  details,
  media,
  timelines: { [family.id]: timeline(family, evening, { readUpTo: sunset.key, typing: [mother] }) },
};
export const blocked = (reason: "left" | "notAllowed" | "thisDeviceUnverified") => ({
  ...withTrain,
  details: { [withWei.id]: detail(withWei, [member(self), member(wei)], { blocked: { reason } }) },
});
export const suspended = {
  ...withTrain,
  session: { ...lin, suspended: true },
  me: { ...quiet.me, suspended: { reason: "Three people report advertising.", since: daysAgo(2) } },
};
/** `there`: Wei's account is. */
export const alone = (declined: boolean, there: boolean) => ({
  ...withTrain,
  details: { [withWei.id]: detail(withWei, [member(self)], { blocked: { reason: "alone", declined } }) },
  verbs: { findPerson: answers(there ? { ...wei, self: false, ignored: false, directRoomId: withWei.id } : null) },
});

export const comparedBefore = {
  ...withTrain,
  details: {
    [withWei.id]: detail(withWei, [member(self), member(wei, { trust: "broken" })], {
      blocked: { reason: "identityChanged", people: [wei], compared: [wei] },
    }),
  },
};
export const waiting = [
  ...["In the tunnel now.", "Another ten minutes, they say."].map((words, index) =>
    text(self, minutesAgo(3 - index), words, { eventId: null, send: { state: "waiting", kept: true } }),
  ),
  file(self, minutesAgo(1), "The whole ride.mp4", 80_000_000, { eventId: null, send: { state: "waiting", kept: false } }),
];

const NOT_IN_IT: ReadonlySet<string> = new Set(["not here", "removed meanwhile"]);

/** On a desktop the facts stand beside the conversation, and they come in a chunk of their own. */
export const withFacts = (scene: Scene): Scene => ({
  ...scene,
  play: async (hand) => {
    const wide = matchMedia("(min-width: 62.5em)").matches && !NOT_IN_IT.has(scene.name);
    await hand.see(wide ? '[data-panes="facts"] h2' : "h1");
    await scene.play?.(hand);
  },
});
