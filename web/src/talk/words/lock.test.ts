import { i18n } from "@lingui/core";
import { beforeAll, expect, it } from "vitest";
import type { Member, RoomDetail } from "../../matrix/model";
import { lockLine, readersOf } from "./lock";

const summary = { kind: "group", encrypted: true, memberCount: 4 } as const;

function detail(history: RoomDetail["history"], memberships: Member["membership"][]): RoomDetail {
  return { complete: true, history, members: memberships.map((membership) => ({ membership })) } as unknown as RoomDetail;
}

beforeAll(() => i18n.loadAndActivate({ locale: "en", messages: {} }));

it("counts whom the keys reach: an invited person where the history begins with the invitation", () => {
  expect(readersOf(summary, detail("fromJoining", ["joined", "joined", "invited"]))).toEqual({ circle: "members", count: 2 });
  expect(readersOf(summary, detail("fromInvitation", ["joined", "joined", "invited"]))).toEqual({ circle: "members", count: 3 });
  expect(readersOf(summary, null)).toEqual({ circle: "members", count: 4 });
});

it("says nothing of only while it is an open question whether somebody is who they were", () => {
  for (const trust of ["changed", "broken"] as const) {
    const members = [{ trust: "self" }, { trust }].map((member) => ({ membership: "joined", ...member }));
    const doubted = { complete: true, history: "fromInvitation", members } as unknown as RoomDetail;
    expect(readersOf(summary, doubted)).toEqual({ circle: "doubted" });
    expect(i18n._(lockLine(readersOf(summary, doubted)))).toBe("Not certain who can read this");
    // Where nothing is encrypted it is certain: everybody can.
    expect(readersOf({ ...summary, encrypted: false }, doubted)).toEqual({ circle: "house" });
  }
});

it("never says only where others can read", () => {
  expect(readersOf({ ...summary, encrypted: false }, null)).toEqual({ circle: "house" });
  expect(readersOf({ ...summary, kind: "channel" }, null)).toEqual({ circle: "anyone" });
});

it("says how many in words", () => {
  const say = (count: number) => i18n._(lockLine({ circle: "members", count }));
  expect([1, 2, 5, 11].map(say)).toEqual([
    "Only you can read this",
    "Only you two can read this",
    "Only you five can read this",
    "Only you 11 can read this",
  ]);
});
