import type { Device, Emoji, Verification, VerificationStage } from "../../../src/matrix/model";
import { lin, longLin, longName, minutesAgo, wei } from "../cast";
import { answers, never, refused, type Town } from "../fake";
import type { Hand } from "../hand";
import type { Scene } from "../scene";

const code = "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d";
const newcomer = { ...lin, next: "setRecovery", recoverySet: false, verified: null } as const;
const newDevice = { ...lin, next: "verify", verified: false } as const;
const renewed = { ...lin, next: "later", verified: false, renewedElsewhere: true } as const;
const here: Device = { id: "LINNEW", name: "Laptop", self: true, verified: false, lastSeen: null };
const phone: Device = { id: "LINPHONE", name: "Phone", self: false, verified: null, lastSeen: minutesAgo(9) };
const laptop: Device = { id: "LAPTOP", name: "Teahouse on a Firefox", self: false, verified: false, lastSeen: minutesAgo(3) };
const nameless: Device = { id: "SPFHQDNIAS", name: "", self: false, verified: false, lastSeen: minutesAgo(3) };
/** Signed in on a device that nobody has confirmed yet, beside another. */
const arrived = { session: newDevice, devices: { state: "ready", devices: [here, phone] } } as const;
const seven: readonly Emoji[] = [
  { symbol: "🐶", name: "Dog" },
  { symbol: "🍄", name: "Mushroom" },
  { symbol: "🌏", name: "Globe" },
  { symbol: "☂️", name: "Umbrella" },
  { symbol: "⏰", name: "Clock" },
  { symbol: "🚂", name: "Train" },
  { symbol: "🎅", name: "Santa" },
];
const longWords: readonly Emoji[] = seven.with(2, { symbol: "🎧", name: "Headphones" }).with(5, { symbol: "📎", name: "Paperclip" });
const verification = (stage: VerificationStage, rest: Partial<Verification> = {}): Partial<Town> => ({
  ...arrived,
  verification: { id: "1", own: true, person: wei, deviceName: "Laptop", vouches: false, byUs: true, invited: false, stage, ...rest },
});
const cancelled = (why: Extract<VerificationStage, { name: "cancelled" }>["why"]) => verification({ name: "cancelled", why });
const makeCode = (next: (hand: Hand) => Promise<void>) => async (hand: Hand) => {
  await hand.press("main button");
  await hand.see("figure");
  await next(hand);
};
const confirming = (name: string, confirm: Partial<Town["confirm"]>, session = lin): Scene => ({
  group: "trust",
  name,
  at: "#/me/ways-in",
  town: { session, confirm: { id: 1, purpose: "addPasskey", ways: ["passkey", "password"], problem: null, busy: false, ...confirm } },
});

export const scenes: readonly Scene[] = [
  { group: "trust", name: "make the code", at: "#/", town: { session: newcomer } },
  {
    group: "trust",
    name: "make the code, at work",
    at: "#/",
    town: { session: newcomer, verbs: { setRecovery: never } },
    play: (hand) => hand.press("main button"),
  },
  {
    group: "trust",
    name: "make the code, asked who it is",
    at: "#/",
    town: {
      session: newcomer,
      verbs: { setRecovery: never },
      confirm: { id: 1, purpose: "setRecovery", ways: ["password"], problem: null, busy: false },
    },
    play: async (hand) => {
      await hand.press("main button");
      await hand.see("dialog input");
    },
  },
  {
    group: "trust",
    name: "make the code, failed",
    at: "#/",
    town: { session: newcomer, verbs: { setRecovery: refused("offline") } },
    play: async (hand) => {
      await hand.press("main button");
      await hand.see("[role=alert]");
    },
  },
  { group: "trust", name: "which step is not known yet", at: "#/", town: { session: { ...newcomer, next: "unknown" } } },
  { group: "trust", name: "a code again", at: "#/", town: { session: { ...newcomer, verified: true, recoverySet: true } } },
  {
    group: "trust",
    name: "the code",
    at: "#/",
    town: { session: newcomer, verbs: { setRecovery: answers(code) } },
    play: makeCode(async () => {}),
  },
  {
    group: "trust",
    name: "read it back",
    at: "#/",
    town: { session: newcomer, verbs: { setRecovery: answers(code) } },
    play: makeCode((hand) => hand.press("main button", -1)),
  },
  {
    group: "trust",
    name: "read it back, wrong",
    at: "#/",
    town: { session: newcomer, verbs: { setRecovery: answers(code) } },
    play: makeCode(async (hand) => {
      await hand.press("main button", -1);
      await hand.type("input[name=group]", "ABCD");
      await hand.press("button[type=submit]");
    }),
  },
  { group: "trust", name: "confirm this device", at: "#/", town: arrived },
  { group: "trust", name: "confirm the only device", at: "#/", town: { ...arrived, devices: { state: "ready", devices: [here] } } },
  {
    group: "trust",
    name: "confirm this device, failed",
    at: "#/",
    town: { ...arrived, verbs: { startVerification: refused("serverError") } },
    play: (hand) => hand.press("main li button"),
  },
  { group: "trust", name: "identity renewed elsewhere", at: "#/chats", town: { ...arrived, session: renewed } },
  { group: "trust", name: "a new device", at: "#/chats", town: { session: lin, newDevices: [laptop] } },
  {
    group: "trust",
    name: "a new device, long",
    at: "#/chats",
    town: { session: longLin, newDevices: [{ ...laptop, name: `${longName.name} on a borrowed computer` }] },
  },
  { group: "trust", name: "a new device without a name", at: "#/chats", town: { session: lin, newDevices: [nameless] } },
  {
    group: "trust",
    name: "it was not me",
    at: "#/me/not-me",
    town: { session: lin, newDevices: [nameless], devices: { state: "ready", devices: [{ ...here, verified: true }, nameless] } },
  },
  {
    group: "trust",
    name: "a new device, not signed out",
    at: "#/chats",
    town: { session: lin, newDevices: [laptop], verbs: { signOutDevices: refused("offline") } },
    play: async (hand) => {
      await hand.press("section button", 1);
      await hand.see("section [role=alert]");
    },
  },
  { group: "trust", name: "confirm again", at: "#/verify", town: { ...arrived, session: renewed } },
  { group: "trust", name: "confirmed by the code", at: "#/verify", town: { session: lin } },
  { group: "trust", name: "by the code", at: "#/", town: arrived, play: (hand) => hand.press("main li button", 1) },
  {
    group: "trust",
    name: "by the code, wrong",
    at: "#/",
    town: { ...arrived, verbs: { recoverWith: refused("recoveryCodeInvalid") } },
    play: async (hand) => {
      await hand.press("main li button", 1);
      await hand.type("[name=recovery-code]", code);
      await hand.press("button[type=submit]");
    },
  },
  { group: "trust", name: "start again", at: "#/", town: arrived, play: (hand) => hand.press("main li button", 2) },
  { group: "trust", name: "signs, asked by us", at: "#/", town: verification({ name: "requested" }) },
  {
    group: "trust",
    name: "signs, asked by them",
    at: "#/chats",
    town: { ...verification({ name: "requested" }, { byUs: false, vouches: true }), session: lin },
  },
  { group: "trust", name: "signs, asked to be confirmed", at: "#/", town: verification({ name: "requested" }, { byUs: false }) },
  {
    group: "trust",
    name: "signs, asked by us to confirm",
    at: "#/chats",
    town: { ...verification({ name: "requested" }, { vouches: true }), session: lin, newDevices: [laptop] },
  },
  {
    group: "trust",
    name: "signs, a friend asks",
    at: "#/chats",
    town: { ...verification({ name: "requested" }, { byUs: false, own: false }), session: lin },
  },
  {
    group: "trust",
    name: "signs, waiting for a friend",
    at: "#/",
    town: verification({ name: "requested" }, { own: false, person: longName, invited: true }),
  },
  { group: "trust", name: "signs coming", at: "#/", town: verification({ name: "ready" }) },
  { group: "trust", name: "signs", at: "#/", town: verification({ name: "comparing", emoji: seven }) },
  { group: "trust", name: "signs, long words", at: "#/", town: verification({ name: "comparing", emoji: longWords }) },
  {
    group: "trust",
    name: "signs, long name",
    at: "#/",
    town: verification({ name: "comparing", emoji: seven }, { own: false, person: longName }),
  },
  { group: "trust", name: "signs, we said yes", at: "#/", town: verification({ name: "confirmed", emoji: seven }) },
  { group: "trust", name: "signs done", at: "#/", town: verification({ name: "done" }) },
  { group: "trust", name: "a friend, done", at: "#/", town: verification({ name: "done" }, { own: false }) },
  { group: "trust", name: "signs differ", at: "#/", town: cancelled("mismatch") },
  {
    group: "trust",
    name: "signs differ, a friend",
    at: "#/",
    town: verification({ name: "cancelled", why: "mismatch" }, { own: false }),
  },
  { group: "trust", name: "signs, too late", at: "#/", town: cancelled("timeout") },
  {
    group: "trust",
    name: "signs, invitation declined",
    at: "#/",
    town: verification({ name: "cancelled", why: "declined" }, { own: false, person: longName }),
  },
  { group: "trust", name: "signs, not now", at: "#/", town: verification({ name: "cancelled", why: "notNow" }, { own: false }) },
  {
    group: "trust",
    name: "signs, ended by a friend",
    at: "#/",
    town: verification({ name: "cancelled", why: "byThem" }, { own: false, person: { ...wei, name: "Nora K." } }),
  },
  { group: "trust", name: "signs, ended by them", at: "#/", town: cancelled("byThem") },
  confirming("is it you, passkey", {}),
  confirming("is it you, password", { ways: ["password"], purpose: "connectApp" }),
  confirming("is it you, wrong", { ways: ["password"], purpose: "removeDevice", problem: "wrongPassword" }),
  confirming("is it you, passkey refused", { problem: "passkeyRefused", purpose: "setRecovery" }),
  confirming("is it you, only passkey gone", { ways: ["passkey"], problem: "passkeyCancelled" }),
  confirming("is it you, at work", { busy: true, purpose: "changePassword" }),
];
