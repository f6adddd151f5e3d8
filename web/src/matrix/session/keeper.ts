import { httpAt } from "../../api/http.ts";
import { type Login, matrixApi } from "../../api/matrix.ts";
import { signWithPasskey } from "../../api/passkey.ts";
import { peopleApi } from "../../api/people.ts";
import { inBackground } from "../background.ts";
import type { Cells } from "../cells.ts";
import type { Core, Live } from "../core.ts";
import { plainName, toAvatar } from "../mapping/people.ts";
import { MediaLibrary } from "../media/library.ts";
import { Problem, type Session, type SignedIn, type SignedOutReason } from "../model.ts";
import { problemOf, saysSuspended } from "../problems.ts";
import { Cell } from "../watched.ts";
import { Confirmer } from "./confirm.ts";
import { fromMemory } from "./fromMemory.ts";
import { isAnotherHouse } from "./houseHere.ts";
import { Memory, type StoredSession } from "./memory.ts";
import { newWait } from "./newWait.ts";
import { onceKnown } from "./onceKnown.ts";
import { Remembered } from "./remembered.ts";
import { TabOwnership } from "./tab.ts";

const RETRY_FIRST_MS = 2_000;
const RETRY_MAX_MS = 60_000;

/** The parts that need no SDK, and the live client while there is one. */
export class SessionKeeper {
  readonly session = new Cell<Session>({ state: "starting" });
  readonly memory = new Memory();
  readonly remembered;
  readonly http;
  readonly matrix;
  readonly people;
  readonly library;
  readonly confirmer;
  readonly largestFile;
  readonly #tab;
  #stored: StoredSession | null = null;
  #live: PromiseWithResolvers<Live> = newWait();
  #running: Live | null = null;
  /** Counts the sessions, so that a start that was overtaken does nothing more. */
  #run = 0;
  /** Why the session is ending: of several reasons the first counts, since a session that is being ended is soon refused. */
  #ending: SignedOutReason | null = null;

  constructor(
    baseUrl: string,
    private readonly cells: Cells,
    private readonly load: () => Promise<(core: Core) => Promise<Live>>,
  ) {
    this.remembered = new Remembered(cells, this.memory);
    this.http = httpAt(
      baseUrl,
      () => this.token,
      (code) => this.#refused(code),
    );
    this.matrix = matrixApi(this.http);
    this.people = peopleApi(this.http);
    this.library = new MediaLibrary(this.http);
    this.largestFile = onceKnown(async () => (await this.matrix.mediaConfig())["m.upload.size"] ?? null);
    this.confirmer = new Confirmer(() => this.stored.userId, signWithPasskey);
    this.#tab = new TabOwnership(
      () => this.#rest("openElsewhere"),
      () => inBackground(this.end("byPerson", false)),
    );
  }

  #refused(code: string): void {
    if (code === "M_UNKNOWN_TOKEN") inBackground(this.#unknown());
    else if (saysSuspended(code)) this.patch({ suspended: true });
  }

  get token(): string | null {
    return this.#stored?.accessToken ?? null;
  }

  get stored(): StoredSession {
    if (!this.#stored) throw new Problem("forbidden", null, "Nobody is signed in.");
    return this.#stored;
  }

  get running(): Live | null {
    return this.#running;
  }

  /** The live client, as soon as it can be asked. */
  live(): Promise<Live> {
    if (!this.#stored) return Promise.reject(new Problem("forbidden", null, "Nobody is signed in."));
    return this.#live.promise;
  }

  async restore(): Promise<void> {
    const stored = await this.memory.session();
    if (!stored) return this.#nobody(this.memory.lostSession());
    this.#stored = stored;
    if (stored.keysMade && !(await this.memory.hasKeys(stored))) {
      await this.#signOutThere();
      return this.end("keysLost");
    }
    if (!(await this.#tab.tryOwn())) return this.session.set({ state: "openElsewhere", userId: stored.userId });
    await this.#begin();
  }

  /** From the tab that holds the keys to this one. */
  async takeOver(): Promise<void> {
    await this.#tab.takeOver();
    await this.#begin();
  }

  /** Somebody has just signed in here; `letIn`: by the operator's link. */
  async enter(login: Login, displayName: string, letIn = false): Promise<void> {
    await this.memory.wipe();
    this.#stored = {
      userId: login.user_id,
      deviceId: login.device_id,
      accessToken: login.access_token,
      displayName: plainName(displayName),
      avatar: toAvatar(null, login.user_id),
      verified: null,
      recoverySet: null,
      later: false,
      renewedElsewhere: false,
      letIn,
      codeUnkept: false,
      keysMade: false,
    };
    await this.memory.keepSession(this.#stored);
    inBackground(this.memory.wipeOldKeys());
    await this.#tab.takeOver();
    await this.#begin();
    inBackground(this.#noteHouse());
  }

  async signOut(): Promise<void> {
    this.#ending ??= "byPerson";
    await this.#signOutThere();
    await this.end("byPerson");
  }

  async closeAccount(): Promise<void> {
    await this.confirmer.run("deactivate", async (auth) => {
      // What else asks the house from now on is refused, and that is not what ended the session.
      this.#ending ??= "closed";
      try {
        await this.matrix.closeAccount(auth);
      } catch (error) {
        this.#ending = null;
        throw error;
      }
    });
    await this.end("closed");
  }

  /** Forgets the person, and says why. `here`: this tab decided it, the others are told. */
  async end(why: SignedOutReason, here = true): Promise<void> {
    this.#ending ??= why;
    this.#run += 1;
    this.#stop();
    this.#live.reject(new Problem("forbidden", null, "The session has ended."));
    this.#stored = null;
    this.library.clear();
    this.confirmer.cancel();
    this.cells.clear();
    this.remembered.forgetWaiting();
    if (here) {
      this.#tab.tellSignedOut();
      await this.memory.wipe();
      inBackground(this.memory.wipeOldKeys());
    }
    this.#tab.release();
    this.session.set({ state: "signedOut", why: this.#ending });
  }

  patch(change: Partial<Omit<SignedIn, "state">>): void {
    const session = this.session.getSnapshot();
    if (session.state === "signedIn") this.session.set({ ...session, ...change });
  }

  async keep(change: Partial<StoredSession>): Promise<void> {
    if (!this.#stored) return;
    this.#stored = { ...this.#stored, ...change };
    await this.memory.keepSession(this.#stored);
  }

  /** There is a way in now, or the person does not want one yet: the operator's link is no longer spoken of. */
  async settleIn(): Promise<void> {
    this.patch({ letIn: false });
    await this.keep({ letIn: false });
  }

  /** The person's own name and picture, as the server has them. */
  async refreshProfile(): Promise<void> {
    const { userId } = this.stored;
    const profile = await this.matrix.profile(userId);
    const shown = { displayName: plainName(profile.displayname ?? ""), avatar: toAvatar(profile.avatar_url, userId) };
    this.patch(shown);
    await this.keep(shown);
  }

  async #nobody(lost: boolean): Promise<void> {
    if (lost) await this.memory.wipe();
    inBackground(this.memory.wipeOldKeys());
    this.session.set({ state: "signedOut", why: lost ? "keysLost" : "none" });
  }

  /** Paints what this browser remembers, then starts the client behind it. */
  async #begin(): Promise<void> {
    const stored = this.stored;
    this.#ending = null;
    this.#run += 1;
    this.#live = newWait();
    this.cells.rooms.set(await this.memory.rooms());
    this.cells.removals.set(await this.memory.removals());
    for (const roomId of this.cells.timelines.used()) inBackground(this.remembered.paint(roomId));
    this.session.set(fromMemory(stored));
    inBackground(this.#start(this.#run, RETRY_FIRST_MS));
    inBackground(this.refreshProfile());
  }

  /** Tries again by itself where the SDK cannot be fetched or started for want of a network. */
  async #start(run: number, retryMs: number): Promise<void> {
    try {
      const start = await this.load();
      if (run !== this.#run) return;
      const live = await start(this.#core(run));
      if (run !== this.#run) return live.stop();
      this.#running = live;
      this.#live.resolve(live);
    } catch (error) {
      if (run !== this.#run) return;
      console.warn("Teahouse: the client did not start.", problemOf(error));
      this.patch({ offline: true });
      setTimeout(() => run === this.#run && inBackground(this.#start(run, Math.min(retryMs * 2, RETRY_MAX_MS))), retryMs);
    }
  }

  #core(run: number): Core {
    const keeper = this;
    return {
      left: () => run !== this.#run || this.#ending !== null,
      get stored() {
        return keeper.stored;
      },
      http: this.http,
      matrix: this.matrix,
      people: this.people,
      memory: this.memory,
      remembered: this.remembered,
      library: this.library,
      confirmer: this.confirmer,
      largestFile: this.largestFile,
      cells: this.cells,
      session: () => {
        const session = this.session.getSnapshot();
        if (session.state !== "signedIn") throw new Problem("forbidden", null, "Nobody is signed in.");
        return session;
      },
      patch: (change) => this.patch(change),
      refreshProfile: () => this.refreshProfile(),
      keep: (change) => this.keep(change),
      unknown: () => inBackground(this.#unknown()),
    };
  }

  /** The house knows this session no more: it has ended, unless another house has come to this address. */
  async #unknown(stored = this.#stored): Promise<void> {
    if (!stored) return;
    const another = this.#ending === null && (await isAnotherHouse(this.people, stored.houseId));
    if (this.token !== stored.accessToken) return;
    if (another && this.#ending === null) this.#rest("otherHouse");
    else await this.end("revoked");
  }

  /** Who has just come in came into the house that answers now. */
  async #noteHouse(): Promise<void> {
    const { accessToken } = this.stored;
    const { id } = await this.people.house();
    if (this.token === accessToken) await this.keep({ houseId: id });
  }

  /** Touches nothing that is remembered, until it is begun again. */
  #rest(state: "openElsewhere" | "otherHouse"): void {
    this.#run += 1;
    this.#stop();
    this.session.set({ state, userId: this.stored.userId });
  }

  #stop(): void {
    this.#running?.stop();
    this.#running = null;
  }

  /** The server may be out of reach, or have ended the session already: neither keeps a person from leaving here. */
  async #signOutThere(): Promise<void> {
    try {
      await this.matrix.logout();
    } catch (error) {
      console.warn("Teahouse: the server was not told of signing out.", problemOf(error));
    }
  }
}
