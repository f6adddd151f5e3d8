import { createPasskey } from "../api/passkey.ts";
import { inBackground } from "./background.ts";
import type { CardDeed } from "./cards.ts";
import { Cells } from "./cells.ts";
import type { LiveVerbs } from "./core.ts";
import { handleOf, toPerson, userIdOf } from "./mapping/people.ts";
import { canBeDrawn, redrawAvatar } from "./media/picture.ts";
import { uploaderAt } from "./media/upload.ts";
import type { FoundPerson, Matrix, Timeline } from "./model.ts";
import { asProblem, type Meanings, problemOf } from "./problems.ts";
import { SessionKeeper } from "./session/keeper.ts";
import { waysIn } from "./session/signIn.ts";
import type { TallyDeed } from "./tallies.ts";

/** The SDK and what is built on it come when there is a session, or is about to be. */
async function loadLive() {
  const [{ startLive }] = await Promise.all([import("./live/start.ts"), import("./sdk.ts")]);
  return startLive;
}

/** The chat of one server. Everything that a screen can see or do is on the object that this gives. */
export function createMatrix({ baseUrl = location.origin }: { baseUrl?: string } = {}): Matrix {
  const cells = new Cells((roomId) => {
    keeper.running?.onUse(roomId);
    if (keeper.token !== null) inBackground(keeper.remembered.paint(roomId));
  });
  const keeper = new SessionKeeper(baseUrl, cells, loadLive);
  return { ...state(keeper, cells), ...waysIn(keeper), ...liveVerbs(keeper), ...coming(keeper, cells), ...own(keeper, cells), ...ownWays(keeper), ...wallet(keeper), ...cards(keeper, cells), ...tallies(keeper, cells) };
}

type State = Pick<
  Matrix,
  "session" | "rooms" | "removals" | "room" | "timeline" | "media" | "verification" | "backup" | "devices" | "newDevices" | "ownChanges" | "ignored" | "confirm"
>;

function state(keeper: SessionKeeper, cells: Cells): State {
  const timelines = new Map<string, Timeline>();
  const timeline = (roomId: string): Timeline => {
    const cell = cells.timelines.at(roomId);
    const loadOlder = async () => {
      try {
        await (await keeper.live()).loadOlder(roomId);
      } catch (error) {
        console.warn("Teahouse: older messages could not be loaded.", problemOf(error));
        cell.set({ ...cell.getSnapshot(), older: "failed" });
      }
    };
    const known = timelines.get(roomId) ?? { subscribe: cell.subscribe, getSnapshot: cell.getSnapshot, loadOlder };
    timelines.set(roomId, known);
    return known;
  };
  const { rooms, removals, verification, backup, devices, newDevices, ownChanges, ignored } = cells;
  return {
    session: keeper.session,
    rooms,
    removals,
    room: (roomId) => cells.details.at(roomId),
    timeline,
    media: (ref, size) => keeper.library.at(ref, size),
    verification,
    backup,
    devices,
    newDevices,
    ownChanges,
    ignored,
    confirm: keeper.confirmer.current,
  };
}

const LIVE_VERBS = [
  "createDirect", "createGroup", "join", "accept", "decline", "leave", "invite", "removeMember", "makeOwner", "rename", "setMuted",
  "sendText", "sendMoney", "sendPicture", "sendFile", "resend", "discard", "react", "unreact", "remove", "markRead",
  "block", "unblock", "setRecovery", "recoverWith", "resetIdentity", "startVerification", "acceptVerification",
  "confirmEmoji", "denyEmoji", "cancelVerification", "acceptNewIdentity", "knowDevice",
] as const satisfies readonly (keyof LiveVerbs)[];

/** Verbs that wait for the live client and then are its own. */
function liveVerbs(keeper: SessionKeeper): Pick<LiveVerbs, (typeof LIVE_VERBS)[number]> {
  const verb = (name: (typeof LIVE_VERBS)[number]) => (...given: unknown[]) =>
    asProblem(async () => {
      const live = await keeper.live();
      return (live[name] as (...given: unknown[]) => Promise<unknown>)(...given);
    });
  return Object.fromEntries(LIVE_VERBS.map((name) => [name, verb(name)])) as Pick<LiveVerbs, (typeof LIVE_VERBS)[number]>;
}

type Coming = Pick<
  Matrix,
  | "restore" | "preload" | "takeOver" | "signOut" | "closeAccount" | "settleIn" | "noteRemoval" | "setTyping" | "verifyLater" | "codeKept"
  | "refreshDevices"
>;

function coming(keeper: SessionKeeper, cells: Cells): Coming {
  return {
    restore: () => asProblem(() => keeper.restore()),
    preload: () => inBackground(loadLive()),
    takeOver: () => asProblem(() => keeper.takeOver()),
    signOut: () => asProblem(() => keeper.signOut()),
    closeAccount: () => asProblem(() => keeper.closeAccount()),
    settleIn: () => asProblem(() => keeper.settleIn()),
    noteRemoval: (roomId) => {
      const others = cells.removals.getSnapshot().filter((removal) => removal.roomId !== roomId);
      cells.removals.set(others);
      inBackground(keeper.memory.keepRemovals(others));
    },
    setTyping: (roomId, typing) => keeper.running?.setTyping(roomId, typing),
    verifyLater: () => {
      keeper.patch({ next: "later" });
      inBackground(keeper.keep({ later: true }));
    },
    codeKept: () =>
      asProblem(async () => {
        await keeper.keep({ codeUnkept: false });
        keeper.patch({ next: "done" });
      }),
    refreshDevices: () =>
      asProblem(async () => {
        try {
          await (await keeper.live()).refreshDevices();
        } catch (error) {
          cells.devices.set({ ...cells.devices.getSnapshot(), state: "failed" });
          throw error;
        }
      }),
  };
}

type Own = Pick<
  Matrix,
  | "largestFile" | "isPicture" | "findPerson" | "setDisplayName" | "setAvatar" | "renameDevice" | "signOutDevices" | "me" | "dismissNotice"
  | "loginTokenForAnotherApp" | "confirmWithPassword" | "confirmWithPasskey" | "cancelConfirm"
>;

/** A person's own matters, which need no SDK. */
function own(keeper: SessionKeeper, cells: Cells): Own {
  const { matrix, people, confirmer } = keeper;
  const upload = uploaderAt(keeper.http.baseUrl, () => keeper.token);
  const devicesAgain = async () => (await keeper.live()).refreshDevices();
  return {
    largestFile: () => asProblem(keeper.largestFile),
    isPicture: canBeDrawn,
    findPerson: (handle) => asProblem(() => find(keeper, cells, handle)),
    setDisplayName: (name) =>
      asProblem(async () => {
        await matrix.setDisplayName(keeper.stored.userId, name);
        await keeper.refreshProfile();
      }),
    setAvatar: (picture) =>
      asProblem(async () => {
        const address = picture ? await upload(await redrawAvatar(picture), () => {}) : "";
        await matrix.setAvatar(keeper.stored.userId, address);
        await keeper.refreshProfile();
      }),
    renameDevice: (deviceId, name) =>
      asProblem(async () => {
        await matrix.renameDevice(deviceId, name);
        await devicesAgain();
      }),
    signOutDevices: (deviceIds) =>
      asProblem(async () => {
        const others = deviceIds.filter((id) => id !== keeper.stored.deviceId);
        if (others.length > 0) await confirmer.run("removeDevice", (auth) => matrix.deleteDevices(others, auth));
        if (others.length < deviceIds.length) await keeper.signOut();
        else await devicesAgain();
      }),
    me: () =>
      asProblem(async () => {
        const me = await people.me();
        keeper.patch({ suspended: me.suspended !== null });
        return me;
      }),
    dismissNotice: (id) => asProblem(() => people.dismissNotice(id)),
    loginTokenForAnotherApp: () =>
      asProblem(async () => {
        const { login_token: token, expires_in_ms: expiresInMs } = await confirmer.run("connectApp", matrix.loginTokenForAnotherApp);
        return { token, expiresAt: Date.now() + expiresInMs };
      }),
    confirmWithPassword: (password) => asProblem(async () => confirmer.withPassword(password)),
    confirmWithPasskey: () => asProblem(() => confirmer.withPasskey()),
    cancelConfirm: () => confirmer.cancel(),
  };
}

type OwnWays = Pick<Matrix, "changePassword" | "passkeys" | "addPasskey" | "removePasskey">;

/** How the person comes in. */
function ownWays(keeper: SessionKeeper): OwnWays {
  const { matrix, people, confirmer } = keeper;
  return {
    changePassword: (next, signOutOthers) =>
      asProblem(async () => {
        await confirmer.run("changePassword", (auth) => matrix.changePassword(next, signOutOthers, auth));
        await keeper.settleIn();
      }),
    passkeys: () => asProblem(people.passkeys),
    addPasskey: (name) =>
      asProblem(async () => {
        const { ceremony, options } = await confirmer.run("addPasskey", people.startAddPasskey);
        const passkey = await people.finishAddPasskey(ceremony, await createPasskey(options), name);
        await keeper.settleIn();
        return passkey;
      }),
    removePasskey: (id) => asProblem(() => confirmer.run("removePasskey", (auth) => people.removePasskey(id, auth))),
  };
}

type WalletVerbs = Pick<Matrix, "wallet" | "linkWallet">;

function wallet({ matrix, confirmer }: SessionKeeper): WalletVerbs {
  return {
    wallet: () =>
      asProblem(async () => {
        const { url, has_passkey: hasPasskey, has_money: hasMoney, verbs } = await matrix.wallet();
        return { url, hasPasskey, hasMoney, verbs };
      }),
    linkWallet: () => asProblem(async () => (await confirmer.run("openWallet", matrix.linkWallet)).url),
  };
}

type CardVerbs = Pick<Matrix, "card" | "takeCard" | "declineCard">;

/** What the door does without comes when it is first needed. */
function cards({ matrix }: SessionKeeper, cells: Cells): CardVerbs {
  const verb = (what: CardDeed) => (roomId: string, id: string) =>
    asProblem(async () => (await import("./cards.ts")).cardAfter(what, matrix, cells, roomId, id));
  return { card: verb("look"), takeCard: verb("take"), declineCard: verb("decline") };
}

/** Somebody who is asked too often, and who asks for too much at once. */
const ASKING: Meanings = { "ORG.TEAHOUSE.TALLIES_TOO_MANY": "rateLimited" };

type TallyVerbs = Pick<Matrix, "askForMoney" | "tally" | "declineTally" | "withdrawTally">;

function tallies({ http }: SessionKeeper, cells: Cells): TallyVerbs {
  const load = async () => ({ api: (await import("../api/tallies.ts")).talliesApi(http), ...(await import("./tallies.ts")) });
  const verb = (deed: TallyDeed) => (roomId: string, id: string) =>
    asProblem(async () => {
      const { api, tallyAfter } = await load();
      return tallyAfter(deed, api, cells, roomId, id);
    });
  return {
    askForMoney: (roomId, key, wanted) =>
      asProblem(async () => {
        const { api, askFor } = await load();
        return askFor(api, cells, roomId, key, wanted);
      }, ASKING),
    tally: verb("look"),
    declineTally: verb("decline"),
    withdrawTally: verb("withdraw"),
  };
}

async function find(keeper: SessionKeeper, cells: Cells, handle: string): Promise<FoundPerson | null> {
  const self = keeper.stored.userId;
  const userId = userIdOf(handle, self.slice(self.indexOf(":") + 1));
  if (userId === null || handleOf(userId) === "") return null;
  try {
    const profile = await keeper.matrix.profile(userId);
    const person = toPerson({ userId, displayName: profile.displayname ?? null, picture: profile.avatar_url ?? null, nameShared: false });
    const direct = cells.rooms
      .getSnapshot()
      // One that they declined or left is opened by inviting them again.
      .find((room) => room.person?.userId === userId && room.invite === null && room.memberCount > 1);
    const ignored = cells.ignored.getSnapshot().some((one) => one.userId === userId);
    return { ...person, ignored, self: userId === self, directRoomId: direct?.id ?? null };
  } catch (error) {
    if (problemOf(error).code === "notFound") return null;
    throw error;
  }
}
