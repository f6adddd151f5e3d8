import { expect, it } from "vitest";
import type { RoomSummary } from "../../matrix/model";
import { chosen, unreadRooms } from "./filter";

function room(name: string, more: Partial<RoomSummary> = {}): RoomSummary {
  return {
    id: name,
    kind: "person",
    name,
    unread: 0,
    highlight: 0,
    muted: false,
    invite: null,
    person: null,
    lastLine: null,
    ...more,
  } as RoomSummary;
}

const rooms = [
  room("Wei 阿伟", { unread: 2 }),
  room("Élan", { kind: "group" }),
  room("loud", { kind: "channel", unread: 9, muted: true }),
  room("invited", { invite: {} as RoomSummary["invite"], unread: 1 }),
];

const names = (...args: [Parameters<typeof chosen>[1], string]) => chosen(rooms, ...args).map(({ name }) => name);

it("chips narrow the list; invitations stand apart", () => {
  expect(names("all", "")).toEqual(["Wei 阿伟", "Élan", "loud"]);
  expect(names("unread", "")).toEqual(["Wei 阿伟", "loud"]);
  expect(names("groups", "")).toEqual(["Élan"]);
  expect(names("channels", "")).toEqual(["loud"]);
});

it("search ignores case, accents and width, and wants every word", () => {
  expect(names("all", "ｗｅｉ")).toEqual(["Wei 阿伟"]);
  expect(names("all", "ELAN")).toEqual(["Élan"]);
  expect(names("all", "伟 wei")).toEqual(["Wei 阿伟"]);
  expect(names("all", "wei elan")).toEqual([]);
});

it("a muted chat does not count as calling", () => {
  expect(unreadRooms(rooms)).toBe(1);
});
