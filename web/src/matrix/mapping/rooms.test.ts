import { expect, test } from "vitest";
import type { Member } from "../model.ts";
import { mentionsIn, roomAddressOf, toPerson, userIdOf } from "./people.ts";
import { readCounts } from "./receipts.ts";
import { LI, MEI } from "./recorded.ts";
import { directRooms, inOrder, isMuted, kindOf, membersInOrder, nameOf, type PlainRoom, toSummary, whyBlocked, withDirect } from "./rooms.ts";
import { hasLapsed, nextStep, trustFrom, whyCancelled } from "./trust.ts";

const person = (userId: string, displayName: string | null = null) => toPerson({ userId, displayName, picture: null, nameShared: false });

const room = (part: Partial<PlainRoom> = {}): PlainRoom => ({
  id: "!r:tea", me: MEI, invite: null, givenName: "", topic: "", picture: { picture: null, seed: "!r:tea" }, joinRule: "invite", encrypted: true,
  directWith: null, others: [], memberCount: 2, lastLine: null, time: 5, unread: 0, highlight: 0, muted: false, typing: [], ...part,
});

test("a conversation with one other stays one-to-one until a third comes", () => {
  expect(kindOf(room({ directWith: person(LI) }))).toBe("person");
  expect(kindOf(room({ directWith: person(LI), memberCount: 3 }))).toBe("group");
  expect(kindOf(room({ joinRule: "public" }))).toBe("channel");
});

test("a person's conversation has their name and picture, a group its own or its people's", () => {
  const li = person(LI, "Li Na");
  expect(toSummary(room({ directWith: li, givenName: "ignored" }))).toMatchObject({ name: "Li Na", person: li, avatar: li.avatar, faces: [] });
  expect(nameOf({ givenName: "Family", others: [li] }, null)).toBe("Family");
  const five = ["a", "b", "c", "d", "e"].map((name) => person(`@${name}:tea`));
  expect(nameOf({ givenName: "", others: five }, null)).toBe("a, b, c +2");
  expect(toSummary(room({ others: five, memberCount: 6 })).faces).toHaveLength(4);
});

test("an emptied room is called by those who have left, and shows no faces", () => {
  const left = room({ others: [person("@a:tea")], memberCount: 1 });
  expect(toSummary(left)).toMatchObject({ faces: [], name: "a" });
});

test("invitations come first, then the newest", () => {
  const summary = (id: string, time: number, invited = false) =>
    toSummary(room({ id, time, invite: invited ? { by: person(LI), at: time, encrypted: true } : null }));
  expect(inOrder([summary("old", 1), summary("new", 9), summary("invited", 2, true)]).map((one) => one.id)).toEqual(["invited", "new", "old"]);
});

test("members: self, owners, moderators, the rest by name, the invited last", () => {
  const member = (name: string, part: Partial<Member> = {}): Member =>
    ({ ...person(`@${name}:tea`), self: false, membership: "joined", role: "member", trust: "unverified", ...part });
  const list = [member("z"), member("b", { membership: "invited", role: "owner" }), member("m", { role: "moderator" }), member("a"), member("o", { role: "owner" }), member("me", { self: true })];
  expect(membersInOrder(list).map((one) => one.handle)).toEqual(["me", "o", "m", "a", "z", "b"]);
});

test("what blocks speaking", () => {
  const li = { ...person(LI), self: false, membership: "joined", role: "member", trust: "changed" } as Member;
  const speaking = { joined: true, maySend: true, encrypted: true, kind: "person", thisDeviceVerified: true, members: [li], complete: true, declined: false } as const;
  expect(whyBlocked(speaking)).toEqual({ reason: "identityChanged", people: [person(LI)], compared: [] });
  const compared = { ...speaking, members: [{ ...li, trust: "broken" as const }] };
  expect(whyBlocked(compared)).toEqual({ reason: "identityChanged", people: [person(LI)], compared: [person(LI)] });
  expect(whyBlocked({ ...speaking, encrypted: false })).toBeNull();
  expect(whyBlocked({ ...speaking, members: [{ ...li, trust: "unverified" }] })).toBeNull();
  expect(whyBlocked({ ...speaking, thisDeviceVerified: false })).toEqual({ reason: "thisDeviceUnverified" });
  expect(whyBlocked({ ...speaking, members: [] })).toEqual({ reason: "alone", declined: false });
  expect(whyBlocked({ ...speaking, members: [], complete: false })).toBeNull();
  expect(whyBlocked({ ...speaking, maySend: false })).toEqual({ reason: "notAllowed" });
  expect(whyBlocked({ ...speaking, joined: false })).toEqual({ reason: "left" });
});

test("one-to-one conversations are read from whatever the account data hold, and added to", () => {
  const content = { [LI]: ["!a", 5], "@x:tea": "!b", notAPerson: ["!c"] };
  expect([...directRooms(content)]).toEqual([["!a", LI]]);
  expect(directRooms(null).size).toBe(0);
  expect(withDirect({ [LI]: ["!a"], "@x:tea": ["!b"] }, LI, "!b")).toEqual({ [LI]: ["!a", "!b"] });
});

test("a room is muted by an override or room rule that does nothing", () => {
  const rules = (kind: string, rule: object) => ({ global: { [kind]: [{ rule_id: "!r", enabled: true, ...rule }] } });
  expect(isMuted(rules("override", { actions: [] }), "!r")).toBe(true);
  expect(isMuted(rules("room", { actions: ["dont_notify"] }), "!r")).toBe(true);
  expect(isMuted(rules("override", { actions: [], enabled: false }), "!r")).toBe(false);
  expect(isMuted(rules("room", { actions: ["notify"] }), "!r")).toBe(false);
  expect(isMuted(rules("override", { actions: [] }), "!other")).toBe(false);
  expect(isMuted(undefined, "!r")).toBe(false);
});

test("who spoke or marked later has read what came before", () => {
  const events = [{ id: "1", sender: MEI }, { id: "2", sender: LI }, { id: "3", sender: MEI }];
  const counts = readCounts(events, (id) => (id === "3" ? ["@bao:tea", MEI] : []), MEI);
  expect(counts.get("1")).toBe(2);
  expect(counts.get("2")).toBe(1);
  expect(counts.get("3")).toBe(1);
});

test("who only answered an invitation has read nothing by that", () => {
  expect(readCounts([{ id: "1", sender: MEI }, { id: "2", sender: null }], () => [], MEI).get("1")).toBe(0);
});

test("handles are understood as people type them", () => {
  for (const typed of ["lantern", "@lantern", " @Lantern:teahouse.example "]) expect(userIdOf(typed, "teahouse.example")).toBe("@lantern:teahouse.example");
  for (const typed of ["", "two words", "@", "@x:", "a:b:c:d e"]) expect(userIdOf(typed, "tea")).toBeNull();
});

test("only members who are named by handle are mentioned", () => {
  const members = [person(LI), person("@ann:tea")];
  expect(mentionsIn("@li, and mail to me@ann.tea", members)).toEqual([LI]);
  expect(mentionsIn("see you at li's", members)).toEqual([]);
});

test("where two share a name the handle is added", () => {
  expect(toPerson({ userId: LI, displayName: "Li", picture: null, nameShared: true }).name).toBe("Li (li)");
  expect(person(LI, "  ").name).toBe("li");
});

test("trust and the next step", () => {
  const standing = { known: true, needsUserApproval: false, isCrossSigningVerified: () => false, wasCrossSigningVerified: () => false };
  expect(trustFrom(standing)).toBe("unverified");
  expect(trustFrom({ ...standing, known: false })).toBe("noIdentity");
  expect(trustFrom({ ...standing, needsUserApproval: true })).toBe("changed");
  const compared = { ...standing, wasCrossSigningVerified: () => true };
  expect(trustFrom({ ...compared, needsUserApproval: true })).toBe("broken");
  // Their own identity is the same: it is this person's that was renewed.
  expect([trustFrom(compared), hasLapsed(compared)]).toEqual(["unverified", true]);
  expect([hasLapsed(standing), hasLapsed({ ...compared, needsUserApproval: true })]).toEqual([false, false]);
  expect(trustFrom({ ...standing, isCrossSigningVerified: () => true, wasCrossSigningVerified: () => true })).toBe("verified");
  const own = { hasIdentity: true, verified: true, recoverySet: true, later: false, renewedElsewhere: false, codeUnkept: false };
  expect(nextStep(own)).toBe("done");
  expect(nextStep({ ...own, recoverySet: false })).toBe("setRecovery");
  expect(nextStep({ ...own, codeUnkept: true })).toBe("setRecovery");
  expect(nextStep({ ...own, hasIdentity: false, verified: false })).toBe("setRecovery");
  expect(nextStep({ ...own, verified: false })).toBe("verify");
  expect(nextStep({ ...own, verified: false, later: true })).toBe("later");
  // Whoever is in the middle of a conversation is told in a line, not thrown out of it.
  expect(nextStep({ ...own, verified: false, renewedElsewhere: true })).toBe("later");
  expect([whyCancelled("m.user"), whyCancelled("m.mismatched_sas"), whyCancelled(null)]).toEqual(["byThem", "mismatch", "other"]);
});

test("a channel's address needs no house where it is this one", () => {
  expect(roomAddressOf(" #square ", "teahouse.example")).toBe("#square:teahouse.example");
  for (const whole of ["#square:other.example", "!r:tea"]) expect(roomAddressOf(whole, "teahouse.example")).toBe(whole);
});
