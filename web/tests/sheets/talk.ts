import type { MediaRef, MediaState, Member, Person, RoomDetail, RoomSummary, TimelineItem, TimelineView } from "../../src/matrix/model";
import { daysAgo, lin, longName, minutesAgo, mother, person, wei, yun } from "./cast";

type Said = Extract<TimelineItem, { reactions: readonly unknown[] }>;
type Of<K extends TimelineItem["kind"]> = Extract<TimelineItem, { kind: K }>;

export const self: Person = { userId: lin.userId, handle: lin.handle, name: lin.displayName, avatar: lin.avatar };
export const father = person("gourd", "爸爸");
export const brother = person("cat", "弟弟");
export const chen = person("chen", "老陈");
export const crane = person("crane", "Quiet Crane");
export const stranger = person("umbrella", "Umbrella");

// ---------------------------------------------------------------- pictures

const sunset = drawing(1200, 800, "#8aa0b4", "#e7b48f", "#4c5f55");
const valley = drawing(800, 1200, "#cfe2d8", "#f3dbae", "#2b6f5e");
const strip = drawing(2400, 300, "#3a4652", "#c98b33", "#20302a");

/** A sky, a sun and hills. */
function drawing(width: number, height: number, sky: string, sun: string, hills: string): string {
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 120 80" preserveAspectRatio="xMidYMid slice">` +
    `<rect width="120" height="80" fill="${sky}"/><rect y="34" width="120" height="46" fill="${sun}" opacity=".6"/>` +
    `<circle cx="84" cy="34" r="9" fill="#fdf1cf"/><path d="M0 52q18-16 38-6t40-4 42 2v36H0z" fill="${hills}" opacity=".7"/>` +
    `<path d="M0 62q30-10 58-2t62-4v24H0z" fill="${hills}"/></svg>`;
  return `data:image/svg+xml,${encodeURIComponent(svg)}`;
}

export function ref(key: string, mimetype = "image/jpeg"): MediaRef {
  return { key, address: `mxc://teahouse.example/${key}`, mimetype, size: 184_000, secret: null };
}

const ready = (url: string): MediaState => ({ state: "ready", url, size: 184_000 });
export const media: Readonly<Record<string, MediaState>> = {
  sunset: ready(sunset),
  valley: ready(valley),
  strip: ready(strip),
  broken: { state: "failed", why: "mediaBroken" },
};

// ---------------------------------------------------------------- rooms

export function room(id: string, name: string, more: Partial<RoomSummary> = {}): RoomSummary {
  return {
    id: `!${id}:teahouse.example`,
    kind: "person",
    name,
    avatar: { picture: null, seed: id },
    person: null,
    faces: [],
    memberCount: 2,
    encrypted: true,
    lastLine: null,
    time: minutesAgo(5),
    unread: 0,
    highlight: 0,
    muted: false,
    typing: [],
    invite: null,
    ...more,
  };
}

export function said(sender: Person, text: string, more: Partial<NonNullable<RoomSummary["lastLine"]>> = {}): RoomSummary["lastLine"] {
  return { kind: "text", text, sender, own: sender === self, state: "sent", read: false, what: null, whom: null, ...more };
}

const faces = [mother, wei, self, brother];

export const withWei = room("wei", wei.name, {
  person: wei,
  lastLine: said(self, "He saw a lantern and ¥553. That is all he gets.", { read: true }),
  time: minutesAgo(4),
});
export const family = room("family", "一家人", {
  kind: "group",
  faces,
  memberCount: 5,
  unread: 2,
  highlight: 1,
  lastLine: said(father, "到了说一声。"),
  time: minutesAgo(22),
});
export const withMother = room("mother", mother.name, {
  person: mother,
  unread: 1,
  lastLine: said(mother, "到了打个电话。路上小心"),
  time: minutesAgo(2),
});
export const channel = room("news", "竹林读书会", {
  kind: "channel",
  encrypted: false,
  memberCount: 1204,
  lastLine: said(chen, "下一本：《茶经》"),
  time: daysAgo(4),
});

export const rooms: readonly RoomSummary[] = [
  withMother,
  withWei,
  family,
  room("crane", crane.name, { person: crane, lastLine: said(crane, "", { kind: "picture" }), time: minutesAgo(11) }),
  room("li", brother.name, { person: brother, lastLine: said(brother, "", { kind: "money" }), time: minutesAgo(14) }),
  room("yun", yun.name, { person: yun, typing: [yun], lastLine: said(yun, "周末来喝茶？"), time: minutesAgo(170) }),
  room("chen", chen.name, {
    person: chen,
    lastLine: said(self, "Timetable winter.pdf", { kind: "file", state: "sending" }),
    time: minutesAgo(300),
  }),
  room("badminton", "周五羽毛球", {
    kind: "group",
    faces: [chen, yun, brother],
    memberCount: 9,
    muted: true,
    unread: 26,
    lastLine: said(chen, "八点，三号场"),
    time: daysAgo(1),
  }),
  channel,
  room("aunt", "Aunt Mei", { lastLine: said(self, "Happy birthday", { state: "failed" }), time: daysAgo(9) }),
  room("gone", "Old Harbour", {
    kind: "group",
    faces: [crane, chen],
    memberCount: 2,
    lastLine: said(crane, "", { kind: "membership", what: "left", whom: crane }),
    time: daysAgo(40),
  }),
];

export const invited = room("umbrella", stranger.name, {
  person: stranger,
  time: minutesAgo(1),
  invite: { by: stranger, at: minutesAgo(1), encrypted: true },
});
export const invitedGroup = room("choir", "Evening choir", {
  kind: "group",
  faces: [yun, chen, crane],
  memberCount: 12,
  time: minutesAgo(50),
  invite: { by: yun, at: minutesAgo(50), encrypted: true },
});

export const longRoom = room("long", `${longName.name} and the committee for the autumn fair of the upper and the lower village`, {
  kind: "group",
  faces,
  memberCount: 1000,
  unread: 1234,
  muted: true,
  lastLine: said(longName, "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen ".repeat(3)),
});

// ---------------------------------------------------------------- members

export function member(of: Person, more: Partial<Member> = {}): Member {
  return { ...of, self: of === self, membership: "joined", role: "member", trust: of === self ? "self" : "verified", ...more };
}

export function detail(of: RoomSummary, members: readonly Member[], more: Partial<RoomDetail> = {}): RoomDetail {
  return {
    id: of.id,
    kind: of.kind,
    name: of.name,
    topic: "",
    avatar: of.avatar,
    encrypted: of.encrypted,
    muted: of.muted,
    members,
    complete: true,
    history: "fromInvitation",
    may: { send: true, invite: true, remove: true, rename: true, makeOwner: true },
    blocked: null,
    ...more,
  };
}

export const details: Readonly<Record<string, RoomDetail>> = {
  [withWei.id]: detail(withWei, [member(self), member(wei)]),
  [withMother.id]: detail(withMother, [member(self), member(mother, { trust: "unverified" })]),
  [family.id]: detail(family, [
    member(self, { role: "owner" }),
    member(mother, { role: "moderator" }),
    member(father),
    member(wei),
    member(brother, { trust: "unverified" }),
  ]),
  [channel.id]: detail(channel, [member(self, { trust: "self" }), member(chen, { role: "owner", trust: "unverified" })], {
    topic: "One book a month, read aloud where tea is poured.",
    history: "anyone",
    complete: false,
    may: { send: false, invite: false, remove: false, rename: false, makeOwner: false },
  }),
};

// ---------------------------------------------------------------- what was said

let count = 0;

function base(sender: Person, time: number) {
  const key = `m${++count}`;
  return { key, eventId: `$${key}`, sender, own: sender === self, time, send: { state: "sent", readBy: 0 } as const };
}

const plain = { reply: null, reactions: [], edited: false, doubt: null };

export function text(sender: Person, time: number, words: string, more: Partial<Of<"text">> = {}): Of<"text"> {
  return {
    kind: "text",
    ...base(sender, time),
    ...plain,
    mayDelete: sender === self,
    text: words,
    tone: "said",
    mentionsMe: false,
    card: null,
    ...more,
  };
}

export function picture(
  sender: Person,
  time: number,
  key: string,
  width: number,
  height: number,
  more: Partial<Of<"picture">> = {},
): Of<"picture"> {
  return {
    kind: "picture",
    ...base(sender, time),
    ...plain,
    mayDelete: sender === self,
    media: ref(key),
    thumbnail: ref(key),
    width,
    height,
    name: `${key}.jpg`,
    caption: "",
    ...more,
  };
}

export function file(sender: Person, time: number, name: string, size: number, more: Partial<Of<"file">> = {}): Of<"file"> {
  return {
    kind: "file",
    ...base(sender, time),
    ...plain,
    mayDelete: sender === self,
    media: ref(name, "application/pdf"),
    sort: "file",
    name,
    caption: "",
    size,
    ...more,
  };
}

export function membership(sender: Person, time: number, what: Of<"membership">["what"], whom: Person, before = ""): Of<"membership"> {
  return { kind: "membership", ...base(sender, time), what, whom, before };
}

export function notice(sender: Person, time: number, what: Of<"notice">["what"], words = ""): Of<"notice"> {
  return { kind: "notice", ...base(sender, time), what, text: words, whom: null };
}

export function deleted(sender: Person, time: number, by: Person | null = null): Of<"deleted"> {
  return { kind: "deleted", ...base(sender, time), by };
}

export function unreadable(sender: Person, time: number, why: Of<"unreadable">["why"]): Of<"unreadable"> {
  return { kind: "unreadable", ...base(sender, time), why };
}

export function quote(item: Said): NonNullable<Said["reply"]> {
  return {
    eventId: item.eventId ?? "",
    of: {
      key: item.key,
      sender: item.sender,
      kind: item.kind,
      text: item.kind === "text" || item.kind === "unknown" ? item.text : item.caption,
      thumbnail: item.kind === "picture" ? item.thumbnail : null,
    },
  };
}

export function timeline(of: RoomSummary, items: readonly TimelineItem[], more: Partial<TimelineView> = {}): TimelineView {
  return { roomId: of.id, freshness: "live", items, atStart: true, older: "idle", readUpTo: null, typing: [], ...more };
}
