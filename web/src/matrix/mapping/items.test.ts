import { describe, expect, test } from "vitest";
import { moneyContent } from "./cards.ts";
import { membershipChange, toItem } from "./items.ts";
import { isNews, toLastLine } from "./lastLine.ts";
import { around, ENCRYPTED_PICTURE, event, LI, MEI } from "./recorded.ts";
import { whyUnreadable } from "./unreadable.ts";

const item = (part: Parameters<typeof event>[0]) => toItem(event(part), around);

describe("what people say", () => {
  test("a text", () => {
    expect(item({ content: { msgtype: "m.text", body: "The water boils." } })).toMatchObject({
      kind: "text", text: "The water boils.", tone: "said", mentionsMe: false, card: null, own: false, key: "$e", eventId: "$e", reply: null,
    });
  });

  test("its key is the transaction id where this device sent it", () => {
    expect(item({ sender: MEI, txn: "t1", content: { msgtype: "m.text", body: "Come in." } })).toMatchObject({ key: "t1", own: true });
  });

  test("an emote, a notice and a mention", () => {
    expect(item({ content: { msgtype: "m.emote", body: "pours" } })).toMatchObject({ tone: "emote" });
    expect(item({ content: { msgtype: "m.notice", body: "late" } })).toMatchObject({ tone: "notice" });
    expect(item({ content: { msgtype: "m.text", body: "x", "m.mentions": { user_ids: [MEI] } } })).toMatchObject({ mentionsMe: true });
    expect(item({ content: { msgtype: "m.text", body: "x", "m.mentions": { user_ids: MEI } } })).toMatchObject({ mentionsMe: false });
  });

  test("an encrypted picture with its thumbnail and size", () => {
    expect(item({ content: ENCRYPTED_PICTURE })).toMatchObject({
      kind: "picture", width: 1600, height: 1200, name: "harbour.jpg", caption: "",
      media: { address: "mxc://teahouse.example/large", mimetype: "image/jpeg", size: 81_234, secret: { key: "bGFyZ2U" } },
      thumbnail: { address: "mxc://teahouse.example/small", secret: { key: "c21hbGw" } },
    });
  });

  test("a body beside a filename is a caption", () => {
    const content = { ...ENCRYPTED_PICTURE, body: "Our harbour" };
    expect(item({ content })).toMatchObject({ name: "harbour.jpg", caption: "Our harbour" });
  });

  test("sound and video are files", () => {
    const file = { url: "mxc://teahouse.example/a", body: "song.ogg", info: { size: 5, mimetype: "audio/ogg" } };
    expect(item({ content: { ...file, msgtype: "m.audio" } })).toMatchObject({ kind: "file", sort: "audio", name: "song.ogg", size: 5 });
    expect(item({ content: { ...file, msgtype: "m.video" } })).toMatchObject({ sort: "video" });
  });

  test("a file's name cannot turn what stands around it", () => {
    const content = { url: "mxc://teahouse.example/a", body: "invoice\u202efdp.exe", info: { size: 5 }, msgtype: "m.file" };
    expect(item({ content })).toMatchObject({ name: "invoicefdp.exe", caption: "" });
  });

  test("an address that is none of the server's shows no file", () => {
    for (const url of ["local:1", "https://example.org/x.png", "mxc://a", "mxc://a/../b", "javascript:alert(1)"]) {
      expect(item({ content: { msgtype: "m.image", body: "x", url } })).toMatchObject({ kind: "unknown", type: "m.image", text: "x" });
    }
  });

  test("a kind of message that we do not know shows its fallback", () => {
    expect(item({ content: { msgtype: "org.example.dance", body: "dances" } })).toMatchObject({ kind: "unknown", text: "dances" });
    expect(item({ type: "org.example.poll", content: { body: "Tea?" } })).toMatchObject({ kind: "unknown", type: "org.example.poll" });
    expect(item({ type: "org.example.silent", content: {} })).toBeNull();
  });

  test("edits and reactions are no lines", () => {
    expect(item({ content: { msgtype: "m.text", body: "* x", "m.relates_to": { rel_type: "m.replace", event_id: "$a" } } })).toBeNull();
    expect(item({ type: "m.reaction", content: { "m.relates_to": {} } })).toBeNull();
  });

  test("that signs are to be compared is told, and once that they were", () => {
    expect(item({ content: { msgtype: "m.key.verification.request", body: "x" } })).toMatchObject({ kind: "notice", what: "asked" });
    const done = { type: "m.key.verification.done", content: { "m.relates_to": { rel_type: "m.reference", event_id: "$asked" } } };
    expect(item({ ...done, sender: MEI })).toMatchObject({ kind: "notice", what: "compared", own: true });
    expect(item({ ...done, sender: LI })).toBeNull();
    expect(item({ ...done, type: "m.key.verification.cancel", sender: MEI })).toBeNull();
  });

  test("what became of the question is told in its own line", () => {
    const asked = event({ content: { msgtype: "m.key.verification.request", body: "x" } });
    expect(toItem(asked, { ...around, outcome: (id) => (id === "$e" ? "differed" : "asked") })).toMatchObject({ what: "differed" });
  });

  test("contents of wrong types never throw", () => {
    for (const content of [{ msgtype: 5 }, { msgtype: "m.image", url: {}, info: [] }, { msgtype: "m.text", body: {} }, { msgtype: "m.file", file: "x" }]) {
      expect(() => item({ content })).not.toThrow();
    }
  });

  test("a reply quotes what it answers and drops the old quotation from its words", () => {
    const first = event({ id: "$first", sender: MEI, content: { msgtype: "m.text", body: "Green or black?" } });
    const reply = event({ replyTo: "$first", content: { msgtype: "m.text", body: "> <@mei:teahouse.example> Green or black?\n\nBlack" } });
    const known = { ...around, event: (id: string) => (id === "$first" ? first : null) };
    expect(toItem(reply, known)).toMatchObject({
      text: "Black", reply: { eventId: "$first", of: { kind: "text", text: "Green or black?", sender: { userId: MEI } } },
    });
    expect(toItem(reply, around)).toMatchObject({ reply: { eventId: "$first", of: null } });
  });

  test("a deleted message says by whom, unless it was its author", () => {
    expect(item({ redacted: true, redactedBy: LI })).toMatchObject({ kind: "deleted", by: null });
    expect(item({ redacted: true, redactedBy: MEI })).toMatchObject({ kind: "deleted", by: { userId: MEI } });
    expect(item({ type: "m.reaction", redacted: true })).toBeNull();
  });

  test("a message that does not decrypt says why", () => {
    expect(item({ type: "m.room.message", failure: "MEGOLM_KEY_WITHHELD", content: { msgtype: "m.bad.encrypted" } })).toMatchObject({
      kind: "unreadable", why: "withheld",
    });
    expect(whyUnreadable("MEGOLM_UNKNOWN_INBOUND_SESSION_ID")).toBe("waiting");
    expect(whyUnreadable("HISTORICAL_MESSAGE_WORKING_BACKUP")).toBe("beforeThisDevice");
    expect(whyUnreadable("HISTORICAL_MESSAGE_USER_NOT_JOINED")).toBe("notForUs");
    expect(whyUnreadable("UNSIGNED_SENDER_DEVICE")).toBe("unsigned");
    expect(whyUnreadable("SENDER_IDENTITY_PREVIOUSLY_VERIFIED")).toBe("identityChanged");
  });
});

describe("what happened to the room", () => {
  const member = (content: object, before: object, sender = LI, stateKey = LI) =>
    event({ type: "m.room.member", stateKey, sender, content: { ...content }, before: { ...before } });

  test.each([
    [{ membership: "join" }, { membership: "invite" }, LI, "joined"],
    [{ membership: "join", displayname: "Li" }, { membership: "join", displayname: "L" }, LI, "renamed"],
    [{ membership: "join", avatar_url: "mxc://a/b" }, { membership: "join" }, LI, "newPicture"],
    [{ membership: "invite" }, {}, MEI, "invited"],
    [{ membership: "leave" }, { membership: "invite" }, LI, "declined"],
    [{ membership: "leave" }, { membership: "invite" }, MEI, "withdrawn"],
    [{ membership: "leave" }, { membership: "join" }, LI, "left"],
    [{ membership: "leave" }, { membership: "join" }, MEI, "removed"],
    [{ membership: "ban" }, { membership: "join" }, MEI, "banned"],
    [{ membership: "leave" }, { membership: "ban" }, MEI, "unbanned"],
    [{ membership: "join" }, { membership: "join" }, LI, null],
    [{ membership: "leave" }, {}, LI, null],
  ] as const)("%j after %j by %s is %s", (content, before, sender, expected) => {
    expect(membershipChange(member(content, before, sender))).toBe(expected);
  });

  test("that the creator is in the room is no news", () => {
    expect(toItem(member({ membership: "join" }, {}, MEI, MEI), around)).toBeNull();
    expect(toItem(member({ membership: "join" }, { membership: "leave" }, MEI, MEI), around)).toMatchObject({ what: "joined" });
  });

  test("rules that a room was born with are no news, their change is", () => {
    const rules = { type: "m.room.join_rules", stateKey: "", content: { join_rule: "invite" } };
    expect(item(rules)).toBeNull();
    expect(item({ ...rules, before: { join_rule: "public" } })).toMatchObject({ kind: "notice", what: "rules" });
  });

  test("that somebody became an owner is told with their name, any other change of rights without", () => {
    const powers = (users: object, before: object) =>
      item({ type: "m.room.power_levels", stateKey: "", content: { users }, before: { users: before } });
    expect(powers({ [MEI]: 100, [LI]: 100 }, { [MEI]: 100 })).toMatchObject({ what: "owner", whom: { userId: LI } });
    expect(powers({ [MEI]: 100, [LI]: 100 }, { [MEI]: 100, [LI]: 50 })).toMatchObject({ what: "owner", whom: { userId: LI } });
    expect(powers({ [MEI]: 100, [LI]: 50 }, { [MEI]: 100 })).toMatchObject({ what: "powers", whom: null });
    expect(powers({ [MEI]: 100, [LI]: 100 }, {})).toMatchObject({ what: "powers", whom: null });
    expect(powers({ [MEI]: 100, [LI]: "100" }, { [MEI]: 100 })).toMatchObject({ what: "powers", whom: null });
  });

  test("a name is told", () => {
    expect(item({ type: "m.room.name", stateKey: "", content: { name: "Tea" } })).toMatchObject({ kind: "notice", what: "named", text: "Tea" });
  });
});

test("who is called what now is told with names that turn nothing around them", () => {
  const called = (now: string, before: string) =>
    item({ type: "m.room.member", stateKey: LI, sender: LI, content: { membership: "join", displayname: now }, before: { membership: "join", displayname: before } });
  expect(called("\u202eevil", "L\u2067i")).toMatchObject({ what: "renamed", before: "Li", whom: { name: "evil" } });
  expect(called("\u202e", "Li")).toMatchObject({ whom: { name: "li" } });
});

test("the list's last line has a file's name where there is no caption", () => {
  const file = item({ content: { msgtype: "m.file", body: "map.pdf", url: "mxc://a/b" } });
  expect(file && toLastLine(file)).toMatchObject({ kind: "file", text: "map.pdf", own: false, state: "sent", what: null });
});

test("a message names one card, or one thing that is asked for, by an id and nothing else", () => {
  const id = "0b0e4f3e-0000-4000-8000-000000000001";
  const named = (of: object) => item({ content: { msgtype: "m.text", body: "Money", "org.teahouse.pay": of } });
  expect(named({ tally: id })).toMatchObject({ kind: "text", card: { kind: "tally", id } });
  expect(named({ card: id, tally: id, amount: 5 })).toMatchObject({ card: { kind: "card", id } });
  for (const wrong of [{ tally: "../x" }, { tally: 7 }, { tally: null }, {}]) expect(named(wrong)).toMatchObject({ card: null });
});

test("the words that stand in for a card elsewhere stand neither in the list nor in a quote", () => {
  const told = event({ id: "$told", content: moneyContent({ kind: "card", id: "0b0e4f3e-0000-4000-8000-000000000001" }, "A red packet. It is opened in Teahouse.") });
  const line = toItem(told, around);
  expect(line && toLastLine(line)).toMatchObject({ kind: "money", text: "" });
  const reply = event({ replyTo: "$told", content: { msgtype: "m.text", body: "Thank you" } });
  expect(toItem(reply, { ...around, event: () => told })).toMatchObject({ reply: { of: { kind: "money", text: "" } } });
});

test("who comes into a channel or goes does not move it in the list, what is said does; in a group both do", () => {
  const joined = item({ type: "m.room.member", stateKey: LI, sender: LI, content: { membership: "join" }, before: {} });
  const renamed = item({ type: "m.room.member", stateKey: LI, sender: LI, content: { membership: "join", displayname: "L" }, before: { membership: "join" } });
  const said = item({ content: { msgtype: "m.text", body: "The water boils." } });
  const news = (channel: boolean, me: string) => [joined, renamed, said].map((one) => one && isNews(one, channel, me));
  expect(news(true, MEI)).toEqual([false, false, true]);
  expect(news(false, MEI)).toEqual([true, false, true]);
  // One's own coming is what one looks for in the list.
  expect(news(true, LI)).toEqual([true, false, true]);
});
