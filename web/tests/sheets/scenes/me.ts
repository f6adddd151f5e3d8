import type { Device, Passkey } from "../../../src/matrix/model";
import { daysAgo, lin, longLin, longName, minutesAgo, mother, wei } from "../cast";
import { answers, never, quiet, refused } from "../fake";
import { NOW } from "../now";
import type { Scene } from "../scene";

const phone: Device = { id: "LINPHONE", name: "Phone", self: true, verified: true, lastSeen: NOW };
const laptop: Device = { id: "QWERTYUI", name: "Laptop at home", self: false, verified: true, lastSeen: minutesAgo(95) };
const tablet: Device = { id: "ASDFGHJK", name: "", self: false, verified: false, lastSeen: daysAgo(3) };
const longDevice: Device = { ...laptop, id: "LONG", name: "Firefox on a borrowed computer in the library of the Long Valley, third floor" };
const devices = { state: "ready", devices: [phone, laptop, tablet] } as const;
const passkeys: readonly Passkey[] = [
  { id: "1", name: "My phone", createdAt: daysAgo(120), lastUsedAt: minutesAgo(4) },
  { id: "2", name: "The blue key", createdAt: daysAgo(2), lastUsedAt: null },
];
const me = quiet.me;

export const scenes: readonly Scene[] = [
  { group: "me", name: "me", at: "#/me", town: { session: lin } },
  {
    group: "me",
    name: "me loading",
    at: "#/me",
    town: {
      session: { ...lin, recoverySet: null, verified: null, freshness: "cached" },
      backup: { state: "unknown", waiting: 0, savedAt: null, restoring: null },
      verbs: { me: never },
    },
  },
  { group: "me", name: "me failed, offline", at: "#/me", town: { session: { ...lin, offline: true }, verbs: { me: refused("offline") } } },
  {
    group: "me",
    name: "me, everything at once",
    at: "#/me",
    town: {
      session: { ...longLin, verified: false, recoverySet: false, next: "later" },
      backup: { state: "on", waiting: 310, savedAt: daysAgo(1), restoring: { done: 1240, total: 3408 } },
      me: {
        ...me,
        hasPassword: true,
        passkeys: 3,
        suspended: {
          reason: "Three people report advertising in their private messages. You can answer by letter to the operator.",
          since: daysAgo(2),
        },
        notices: [
          { id: "1", kind: "let_in", at: daysAgo(1) },
          { id: "2", kind: "recovered", at: minutesAgo(35) },
          { id: "3", kind: "recovered", at: minutesAgo(50) },
        ],
      },
    },
  },
  {
    group: "me",
    name: "me, suspended",
    at: "#/me",
    town: {
      session: lin,
      me: { ...me, suspended: { reason: "", since: daysAgo(9) }, notices: [{ id: "1", kind: "suspended", at: daysAgo(9) }] },
    },
  },
  {
    group: "me",
    name: "old messages coming back",
    at: "#/me",
    town: { session: lin, backup: { state: "on", waiting: 0, savedAt: null, restoring: { done: 1240, total: 3408 } } },
  },
  {
    group: "me",
    name: "let in by the operator",
    at: "#/chats",
    town: { session: { ...lin, letIn: true }, me: { ...me, passkeys: 0, notices: [{ id: "1", kind: "let_in", at: minutesAgo(2) }] } },
  },
  { group: "me", name: "profile", at: "#/me/profile", town: { session: lin } },
  { group: "me", name: "profile long", at: "#/me/profile", town: { session: longLin } },
  {
    group: "me",
    name: "profile failed",
    at: "#/me/profile",
    town: { session: lin, verbs: { setDisplayName: refused("suspended") } },
    play: async (hand) => {
      await hand.type("input[name=name]", "Lin");
      await hand.press("button[type=submit]");
      await hand.see("[role=alert]");
    },
  },
  {
    group: "me",
    name: "picture",
    at: "#/me/profile",
    town: {
      session: {
        ...lin,
        avatar: { ...lin.avatar, picture: { key: "p", address: "mxc://a/b", mimetype: "image/png", size: 1, secret: null } },
      },
    },
    play: async (hand) => {
      await hand.press("[data-panes=content] form button");
      await hand.see("dialog");
    },
  },
  {
    group: "me",
    name: "picture failed",
    at: "#/me/profile",
    town: { session: lin, verbs: { setAvatar: refused("quotaFull") } },
    play: async (hand) => {
      await hand.press("[data-panes=content] form button");
      await hand.press("dialog li button", 4);
      await hand.see("[role=alert]");
    },
  },
  { group: "me", name: "devices", at: "#/me/devices", town: { session: lin, devices } },
  {
    group: "me",
    name: "devices, this one not confirmed",
    at: "#/me/devices",
    town: {
      session: { ...lin, verified: false, next: "later" },
      devices: { state: "ready", devices: [phone, laptop, tablet].map((one) => ({ ...one, verified: false })) },
    },
  },
  { group: "me", name: "devices, only this", at: "#/me/devices", town: { session: lin, devices: { state: "ready", devices: [phone] } } },
  { group: "me", name: "devices loading", at: "#/me/devices", town: { session: lin, devices: { state: "loading", devices: [] } } },
  { group: "me", name: "devices failed", at: "#/me/devices", town: { session: lin, devices: { state: "failed", devices: [] } } },
  {
    group: "me",
    name: "devices long",
    at: "#/me/devices",
    town: {
      session: longLin,
      devices: { state: "ready", devices: [phone, ...Array.from({ length: 14 }, (_, index) => ({ ...longDevice, id: `L${index}` }))] },
    },
  },
  {
    group: "me",
    name: "a device",
    at: "#/me/devices",
    town: { session: lin, devices },
    play: (hand) => hand.press("[data-panes=content] li button", 2),
  },
  {
    group: "me",
    name: "a device, failed",
    at: "#/me/devices",
    town: { session: lin, devices, verbs: { signOutDevices: refused("serverError") } },
    play: async (hand) => {
      await hand.press("[data-panes=content] li button", 2);
      await hand.press("dialog button", -1);
      await hand.see("[role=alert]");
    },
  },
  {
    group: "me",
    name: "a device, too often",
    at: "#/me/devices",
    town: {
      session: lin,
      devices,
      verbs: { renameDevice: refused("rateLimited", 12_000), signOutDevices: refused("rateLimited", 30_000) },
    },
    play: (hand) => hand.press("[data-panes=content] li button", 2),
  },
  {
    group: "me",
    name: "all others",
    at: "#/me/devices",
    town: { session: lin, devices },
    play: (hand) => hand.press("[data-panes=content] footer button"),
  },
  {
    group: "me",
    name: "ways in",
    at: "#/me/ways-in",
    town: { session: lin, me: { ...me, hasPassword: true, passkeys: 2 }, verbs: { passkeys: answers(passkeys) } },
  },
  { group: "me", name: "ways in, empty", at: "#/me/ways-in", town: { session: lin, me: { ...me, passkeys: 0 } } },
  { group: "me", name: "ways in loading", at: "#/me/ways-in", town: { session: lin, verbs: { passkeys: never } } },
  { group: "me", name: "ways in failed", at: "#/me/ways-in", town: { session: lin, verbs: { passkeys: refused("offline") } } },
  {
    group: "me",
    name: "ways in, not secured",
    at: "#/me/ways-in",
    town: { session: lin, house: { ...quiet.house, passkeys: false }, me: { ...me, passkeys: 0, hasPassword: true } },
  },
  {
    group: "me",
    name: "add a passkey",
    at: "#/me/ways-in",
    town: { session: lin, verbs: { passkeys: answers(passkeys), addPasskey: refused("passkeyUnsupported") } },
    play: async (hand) => {
      await hand.press("[data-panes=content] footer button");
      await hand.type("input[name=passkey]", "The blue key");
    },
  },
  {
    group: "me",
    name: "a passkey, the last",
    at: "#/me/ways-in",
    town: { session: lin, verbs: { passkeys: answers(passkeys.slice(0, 1)), removePasskey: refused("lastWayIn") } },
    play: async (hand) => {
      await hand.press("[data-panes=content] section:first-of-type li button");
      await hand.press("dialog footer button");
      await hand.see("dialog footer button", 1);
      await hand.press("dialog footer button");
      await hand.see("[role=alert]");
    },
  },
  {
    group: "me",
    name: "password",
    at: "#/me/ways-in",
    town: {
      session: lin,
      me: { ...me, hasPassword: true },
      verbs: { passkeys: answers(passkeys), changePassword: refused("weakPassword") },
    },
    play: async (hand) => {
      await hand.press("[data-panes=content] section:last-of-type li button");
      await hand.type("input[name=new-password]", "password");
      await hand.press("dialog button", -1);
      await hand.see("[role=alert]");
    },
  },
  { group: "me", name: "recovery", at: "#/me/recovery", town: { session: lin } },
  { group: "me", name: "recovery, none", at: "#/me/recovery", town: { session: { ...lin, recoverySet: false } } },
  { group: "me", name: "connect", at: "#/me/connect", town: { session: lin } },
  {
    group: "me",
    name: "connect, token",
    at: "#/me/connect",
    town: {
      session: longLin,
      verbs: { loginTokenForAnotherApp: answers({ token: "syl_kX9w2LqPz7VmT4bRn8HcYd3sGf6JaE", expiresAt: NOW + 120_000 }) },
    },
    play: async (hand) => {
      await hand.press("[data-panes=content] footer button");
      await hand.see("section p + div");
    },
  },
  {
    group: "me",
    name: "connect failed",
    at: "#/me/connect",
    town: { session: lin, verbs: { house: refused("offline"), loginTokenForAnotherApp: refused("offline") } },
    play: (hand) => hand.press("[data-panes=content] footer button"),
  },
  { group: "me", name: "blocked", at: "#/me/blocked", town: { session: lin, ignored: [wei, longName, mother] } },
  {
    group: "me",
    name: "unblocking failed",
    at: "#/me/blocked",
    town: { session: lin, ignored: [wei, mother], verbs: { unblock: refused("offline") } },
    play: async (hand) => {
      await hand.press('[data-panes="content"] li button');
      await hand.see('[data-panes="content"] [role=alert]');
    },
  },
  { group: "me", name: "blocked, nobody", at: "#/me/blocked", town: { session: lin } },
  { group: "me", name: "language and look", at: "#/me/look", town: { session: lin } },
  { group: "me", name: "confirm later", at: "#/verify", town: { session: { ...lin, verified: false, next: "later" }, devices } },
  { group: "me", name: "confirmed already", at: "#/verify", town: { session: lin, devices } },
  { group: "me", name: "close the account", at: "#/me/close", town: { session: longLin, devices } },
  ...[true, false].map(
    (hasPasskey): Scene => ({
      group: "me",
      name: `close the account, money is there${hasPasskey ? "" : ", no passkey"}`,
      at: "#/me/close",
      town: {
        session: lin,
        devices,
        verbs: { wallet: answers({ url: "https://pay.teahouse.example/", hasPasskey, hasMoney: true, verbs: [] }) },
      },
    }),
  ),
  {
    group: "me",
    name: "closing failed",
    at: "#/me/close",
    town: { session: lin, devices, verbs: { closeAccount: refused("offline") } },
    play: async (hand) => {
      await hand.type("[name=handle]", lin.handle);
      await hand.press("[data-panes=content] button[type=submit]");
      await hand.see("[data-panes=content] [role=alert]");
    },
  },
  {
    group: "me",
    name: "sign out",
    at: "#/me",
    town: { session: lin, devices },
    play: (hand) => hand.press("[data-panes=list] ul:last-of-type li button"),
  },
  {
    group: "me",
    name: "sign out of the last device",
    at: "#/me",
    town: { session: lin, devices: { state: "ready", devices: [phone] } },
    play: (hand) => hand.press("[data-panes=list] ul:last-of-type li button"),
  },
  {
    group: "me",
    name: "sign out, keys not saved",
    at: "#/me",
    town: { session: lin, backup: { state: "on", waiting: 12, savedAt: null, restoring: null } },
    play: (hand) => hand.press("[data-panes=list] ul:last-of-type li button"),
  },
];
