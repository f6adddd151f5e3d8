import { lin } from "../cast";
import { answers, never, quiet, refused, refusedOnce } from "../fake";
import type { Hand } from "../hand";
import type { Scene } from "../scene";

const house = quiet.house;
const takeHandle = (text: string) => async (hand: Hand) => {
  await hand.type("input[name=username]", text);
  await hand.see("input[name=username] ~ [role=status] svg");
};
const refuseHandle = async (hand: Hand) => {
  await hand.type("input[name=username]", "lantern");
  await hand.see("[role=alert]");
};
const signUp = (play: (hand: Hand) => Promise<void>) => async (hand: Hand) => {
  await takeHandle("lantern")(hand);
  await hand.press("button[type=submit]");
  await hand.see("input[name=name]");
  await hand.see("input[name=username] ~ [role=status] svg");
  await play(hand);
};
const signOutReason = (why: "byPerson" | "revoked" | "keysLost") => ({ session: { state: "signedOut", why } }) as const;
const fillSignIn = async (hand: Hand) => {
  await hand.type("input[name=username]", "lin");
  await hand.type("input[name=password]", "four words and tea");
  await hand.press("button[type=submit]");
  await hand.see("[role=alert]");
};

export const scenes: readonly Scene[] = [
  { group: "door", name: "welcome", at: "#/", town: {} },
  { group: "door", name: "welcome, handle free", at: "#/", town: {}, play: takeHandle("lantern") },
  {
    group: "door",
    name: "welcome, handle taken",
    at: "#/",
    town: { verbs: { handleProblem: answers("handleTaken") } },
    play: refuseHandle,
  },
  { group: "door", name: "welcome, no house", at: "#/", town: { verbs: { house: refused("offline") } } },
  {
    group: "door",
    name: "welcome, away for a moment",
    at: "#/",
    town: { verbs: { handleProblem: refusedOnce("offline", null) } },
  },
  { group: "door", name: "welcome, closed", at: "#/", town: { house: { ...house, registration: "closed" } } },
  { group: "door", name: "welcome, signed out", at: "#/", town: signOutReason("byPerson") },
  { group: "door", name: "welcome, revoked", at: "#/", town: signOutReason("revoked") },
  { group: "door", name: "welcome, keys lost", at: "#/", town: signOutReason("keysLost") },
  { group: "door", name: "sign up", at: "#/", town: {}, play: signUp(async () => {}) },
  {
    group: "door",
    name: "sign up, invited, long",
    at: "#/",
    town: { house: { ...house, registration: "token" } },
    play: signUp(async (hand) => {
      await hand.type("input[name=name]", "Bartholomew Featherstonehaugh-Cholmondeley, 住在很长的山谷里的老巴");
      await hand.type("input[name=invitation]", "lotus-7Q2M-FK9X-LANTERN");
    }),
  },
  {
    group: "door",
    name: "sign up by password",
    at: "#/",
    town: { house: { ...house, passkeys: false } },
    play: signUp(async (hand) => hand.type("input[name=new-password]", "four words and tea")),
  },
  {
    group: "door",
    name: "sign up, invitation refused",
    at: "#/",
    town: {
      house: { ...house, passkeys: true, registration: "token" },
      verbs: { signUpWithPassword: refused("registrationTokenInvalid") },
    },
    play: signUp(async (hand) => {
      await hand.press("footer button", 1);
      await hand.type("input[name=invitation]", "wrongtoken");
      await hand.type("input[name=new-password]", "four words and tea");
      await hand.press("button[type=submit]");
      await hand.see("[role=alert]");
    }),
  },
  {
    group: "door",
    name: "sign up failed",
    at: "#/",
    town: { verbs: { signUpWithPasskey: refused("passkeyRefused") } },
    play: signUp(async (hand) => {
      await hand.press("button[type=submit]");
      await hand.see("[role=alert]");
    }),
  },
  {
    group: "door",
    name: "sign up at work",
    at: "#/",
    town: { verbs: { signUpWithPasskey: never } },
    play: signUp(async (hand) => hand.press("button[type=submit]")),
  },
  { group: "door", name: "sign up loading", at: "#/sign-up", town: { verbs: { house: never } } },
  { group: "door", name: "sign up, no house", at: "#/sign-up", town: { verbs: { house: refused("offline") } } },
  { group: "door", name: "sign in", at: "#/sign-in", town: {} },
  { group: "door", name: "sign in without passkeys", at: "#/sign-in", town: { house: { ...house, passkeys: false } } },
  {
    group: "door",
    name: "sign in failed",
    at: "#/sign-in",
    town: { verbs: { signInWithPasskey: refused("passkeyUnsupported") } },
    play: async (hand) => hand.press("button", -1),
  },
  { group: "door", name: "password", at: "#/sign-in/password", town: {} },
  {
    group: "door",
    name: "password wrong",
    at: "#/sign-in/password",
    town: { verbs: { signInWithPassword: refused("wrongPassword") } },
    play: fillSignIn,
  },
  {
    group: "door",
    name: "password too often",
    at: "#/sign-in/password",
    town: { verbs: { signInWithPassword: refused("rateLimited", 42_000) } },
    play: fillSignIn,
  },
  { group: "door", name: "recovery code", at: "#/sign-in/recovery", town: {} },
  {
    group: "door",
    name: "recovery code wrong",
    at: "#/sign-in/recovery",
    town: { verbs: { signInWithRecovery: refused("recoveryRefused") } },
    play: async (hand) => {
      await hand.type("input[name=username]", "lin");
      await hand.type("[name=recovery-code]", "EsTc LW2K PGiF wKEA 3As5 g5c4 BXwk qeeJ ZJV8 Q9fu gUMN UE4d");
      await hand.press("button[type=submit]");
      await hand.see("[role=alert]");
    },
  },
  { group: "door", name: "let in", at: "#/let-in/k3q9", town: {} },
  {
    group: "door",
    name: "let in, used before",
    at: "#/let-in/k3q9",
    town: { verbs: { letIn: refused("linkUsedOrExpired") } },
    play: async (hand) => {
      await hand.press("button", -1);
      await hand.see("[role=alert]");
    },
  },
  { group: "door", name: "let in, signed in already", at: "#/let-in/k3q9", town: { session: lin } },
  { group: "door", name: "for another app, asked", at: "#/confirm/k3q9", town: {} },
  { group: "door", name: "for another app, loading", at: "#/confirm/k3q9", town: { verbs: { askedElsewhere: never } } },
  {
    group: "door",
    name: "for another app, too late",
    at: "#/confirm/k3q9",
    town: { verbs: { askedElsewhere: refused("ceremonyExpired") } },
  },
  {
    group: "door",
    name: "for another app, refused",
    at: "#/confirm/k3q9",
    town: { verbs: { confirmElsewhere: refused("passkeyRefused") } },
    play: async (hand) => {
      await hand.press("button", -1);
      await hand.see("[role=alert]");
    },
  },
  {
    group: "door",
    name: "for another app, done",
    at: "#/confirm/k3q9",
    town: {},
    play: async (hand) => {
      await hand.press("button", -1);
      await hand.see("h1");
    },
  },
  { group: "door", name: "no such address", at: "#/no/such/page", town: { session: lin } },
  { group: "door", name: "starting", at: "#/", town: { session: { state: "starting" } } },
  {
    group: "door",
    name: "another house",
    at: "#/chats",
    town: { session: { state: "otherHouse", userId: "@lin:teahouse.example" } },
  },
  {
    group: "door",
    name: "open in another tab",
    at: "#/",
    town: { session: { state: "openElsewhere", userId: "@lin:teahouse.example" } },
  },
];
