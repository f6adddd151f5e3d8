import { describe, expect, it } from "vitest";
import type { MembershipItem, Person, TextItem, TimelineItem } from "../../matrix/model";
import { rowsOf } from "./rows";

const NOON = new Date(2026, 10, 25, 12).getTime();
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function person(name: string): Person {
  const userId = `@${name}:house`;
  return { userId, handle: name, name, avatar: { picture: null, seed: userId } };
}

const me = person("me");
const wei = person("wei");
const yun = person("yun");

function text(key: string, sender: Person, time: number, more: Partial<TextItem> = {}): TextItem {
  return {
    kind: "text",
    key,
    eventId: `$${key}`,
    sender,
    own: sender === me,
    time,
    send: { state: "sent", readBy: 0 },
    reply: null,
    reactions: [],
    edited: false,
    mayDelete: false,
    doubt: null,
    text: key,
    tone: "said",
    mentionsMe: false,
    card: null,
    ...more,
  };
}

function joined(key: string, whom: Person, time: number): MembershipItem {
  return {
    kind: "membership",
    key,
    eventId: `$${key}`,
    sender: whom,
    own: whom === me,
    time,
    send: { state: "sent", readBy: 0 },
    what: "joined",
    whom,
    before: "",
  };
}

function sketch(items: readonly TimelineItem[], readUpTo: string | null = null, atStart = true): string[] {
  return rowsOf(items, readUpTo, atStart).map((row) => {
    if (row.kind === "day") return row.newDay ? "day" : "time";
    if (row.kind === "new" || row.kind === "start") return row.kind;
    if (row.kind === "line") return `line ${row.items.map((item) => item.key).join("+")}`;
    return `${row.key}${row.first ? " first" : ""}${row.last ? " last" : ""}${row.status ? " status" : ""}`;
  });
}

describe("what one person says in one breath", () => {
  it("stands together until another speaks or time passes", () => {
    expect(
      sketch([text("a", wei, NOON), text("b", wei, NOON + MINUTE), text("c", yun, NOON + 2 * MINUTE), text("d", yun, NOON + 8 * MINUTE)]),
    ).toEqual(["start", "day", "a first", "b last", "c first last", "d first last"]);
  });

  it("is parted by a line of what happened", () => {
    expect(sketch([text("a", wei, NOON), joined("j", yun, NOON), text("b", wei, NOON)])).toEqual([
      "start",
      "day",
      "a first last",
      "line j",
      "b first last",
    ]);
  });
});

describe("days and times", () => {
  it("a new day and a long pause write the time again", () => {
    expect(sketch([text("a", wei, NOON), text("b", yun, NOON + 31 * MINUTE), text("c", wei, NOON + DAY)])).toEqual([
      "start",
      "day",
      "a first last",
      "time",
      "b first last",
      "day",
      "c first last",
    ]);
  });

  it("the oldest loaded message has no day line while older ones may come, so that loading them moves nothing", () => {
    const page = [text("b", wei, NOON), text("c", wei, NOON + MINUTE)];
    const before = sketch(page, null, false);
    const after = sketch([text("a", yun, NOON - MINUTE), ...page], null, false);
    expect(before).toEqual(["b first", "c last"]);
    expect(after.slice(-2)).toEqual(before);
  });

  it("an hour that does not exist in summer time does not make a day", () => {
    const night = new Date(2026, 2, 29, 0, 30).getTime();
    expect(sketch([text("a", wei, night), text("b", wei, night + 20 * MINUTE)]).filter((row) => row === "day")).toHaveLength(1);
  });
});

describe("the new line", () => {
  it("stands below what was read", () => {
    expect(sketch([text("a", wei, NOON), text("b", wei, NOON), text("c", wei, NOON)], "a")).toEqual([
      "start",
      "day",
      "a first last",
      "new",
      "b first",
      "c last",
    ]);
  });

  it("is not drawn where only own messages or lines follow", () => {
    expect(sketch([text("a", wei, NOON), text("b", me, NOON), joined("j", yun, NOON)], "a")).not.toContain("new");
    expect(sketch([text("a", wei, NOON)], "a")).not.toContain("new");
    expect(sketch([text("a", wei, NOON)], "gone")).not.toContain("new");
  });
});

describe("the state of what was sent", () => {
  it("stands under the newest own message and under the newest that was read", () => {
    expect(
      sketch([
        text("a", me, NOON, { send: { state: "sent", readBy: 2 } }),
        text("b", me, NOON, { send: { state: "sent", readBy: 1 } }),
        text("c", me, NOON),
      ]),
    ).toEqual(["start", "day", "a first", "b status", "c last status"]);
  });

  it("is always said of what failed or is on its way", () => {
    expect(sketch([text("a", me, NOON, { send: { state: "failed", why: "offline" } }), text("b", wei, NOON), text("c", me, NOON)])).toEqual(
      ["start", "day", "a first last status", "b first last", "c first last status"],
    );
  });
});

describe("people who come", () => {
  it("one after the other are one line, named after the newest so that older ones can join it", () => {
    const rows = rowsOf([joined("j", wei, NOON), joined("k", yun, NOON)], null, false);
    expect(rows).toMatchObject([{ kind: "line", key: "k" }]);
  });

  it("the reader's own coming stands alone", () => {
    expect(sketch([joined("j", wei, NOON), joined("k", me, NOON)], null, false)).toEqual(["line j", "line k"]);
  });
});
