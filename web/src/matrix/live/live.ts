import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api";
import type { Room } from "matrix-js-sdk/lib/models/room";
import { inBackground } from "../background.ts";
import type { Core, Live } from "../core.ts";
import { moneyContent } from "../mapping/cards.ts";
import { OWNER_POWER } from "../mapping/rooms.ts";
import { type Answered, fits, textContent } from "../mapping/said.ts";
import { sizeOf } from "../media/picture.ts";
import { uploaderAt } from "../media/upload.ts";
import { type MoneyRef, Problem } from "../model.ts";
import { RoomEvent, SyncState } from "../sdk.ts";
import type { AnswerStore } from "./answerStore.ts";
import { BackupKeeper } from "./backup.ts";
import { Conversations } from "./conversations.ts";
import { listDevices } from "./devices.ts";
import { Doubts } from "./doubts.ts";
import { personIn, personMet } from "./faces.ts";
import { beginAnewAfterGaps } from "./gaps.ts";
import type { Hearing } from "./hearing.ts";
import { NewDevices } from "./newDevices.ts";
import { Outbox } from "./outbox.ts";
import { Parcels } from "./parcels.ts";
import { placeAsTheHouse } from "./placing.ts";
import { Publisher } from "./publisher.ts";
import { Reactions } from "./reactions.ts";
import { Recovery, type UnlockedKeys } from "./recovery.ts";
import { tellEarlierRemovals, tellRemovals } from "./removals.ts";
import { Retries } from "./retries.ts";
import { RoomViews } from "./roomViews.ts";
import { Rules } from "./rules.ts";
import { Timelines } from "./timelines.ts";
import { TrustKeeper } from "./trust.ts";
import { TypingTeller } from "./typing.ts";
import { Unproven } from "./unproven.ts";
import { VerificationDesk } from "./verifying.ts";
import { SdkWire } from "./wire.ts";

/** The verbs on a running client; each is at most a few calls to the part whose matter it is. */
export class LiveClient implements Live {
  readonly #conversations: Conversations;
  readonly #outbox: Outbox;
  readonly #parcels: Parcels;
  readonly #retries: Retries;
  readonly #unproven: Unproven;
  readonly #timelines: Timelines;
  readonly #publisher: Publisher;
  readonly #trust: TrustKeeper;
  readonly #backup: BackupKeeper;
  readonly #recovery: Recovery;
  readonly #desk: VerificationDesk;
  readonly #typing: TypingTeller;
  readonly #reactions: Reactions;
  readonly #rules: Rules;
  readonly #newDevices: NewDevices;
  #unreachable = false;
  #offline = false;

  constructor(
    private readonly core: Core,
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    unlocked: UnlockedKeys,
    store: AnswerStore,
    private readonly hearing: Hearing,
  ) {
    this.#publisher = new Publisher(core, client, () => views, () => this.#timelines);
    const { touch } = this.#publisher;
    store.onChange = touch;
    this.#trust = new TrustKeeper(core, client, crypto, (userIds) => this.#trustChanged(userIds));
    const wire = new SdkWire(core, client, crypto, this.#trust, (roomId) => this.#conversations.room(roomId), hearing.pollAnew);
    this.#retries = new Retries(client);
    this.#unproven = new Unproven(client, crypto);
    this.#parcels = new Parcels(core, uploaderAt(core.http.baseUrl, () => core.stored.accessToken), async (roomId) =>
      this.#isEncrypted(await this.#conversations.room(roomId)),
    );
    this.#outbox = new Outbox(core, wire, this.#parcels.of, touch);
    this.#timelines = new Timelines(client, this.#outbox, new Doubts(client, crypto, touch), this.#retries, this.#unproven, touch);
    const views = new RoomViews(core, client, store, this.#timelines, this.#trust);
    this.#conversations = new Conversations(client, () => views.direct());
    this.#backup = new BackupKeeper(core, client, crypto, () => this.#retries.now());
    this.#recovery = new Recovery(core, client, crypto, unlocked, this.#trust, this.#backup);
    this.#desk = new VerificationDesk(core, client, crypto, (userId) => personMet(client, userId), () => this.#verified());
    this.#typing = new TypingTeller(client, Date.now);
    this.#reactions = new Reactions(client);
    this.#rules = new Rules(client);
    this.#newDevices = new NewDevices(core);
    this.#publisher.listen();
    placeAsTheHouse(client);
    beginAnewAfterGaps(client, (roomId) => this.#outbox.leftBehind(roomId));
    client.on(RoomEvent.MyMembership, ({ roomId }) => this.onUse(roomId));
    tellRemovals(core, client);
    hearing.onChange = this.#lineChanged;
    addEventListener("online", this.#networkIsBack);
    addEventListener("offline", this.#lineChanged);
    addEventListener("pagehide", this.#pageLeaves);
  }

  /** Before the first sync, so that nothing of it is missed. */
  readonly prepare = () => this.#outbox.load();

  readonly onSync = (state: SyncState): void => {
    if (state === SyncState.Error || state === SyncState.Reconnecting) this.#unreachable = true;
    else if (state === SyncState.Prepared || state === SyncState.Syncing) this.#unreachable = false;
    else return;
    this.#lineChanged();
    if (state === SyncState.Prepared) this.#firstSync();
  };

  /** The browser knows at once that there is no network. */
  readonly #lineChanged = (): void => {
    const offline = this.#unreachable || this.hearing.silent || !navigator.onLine;
    this.core.patch({ offline });
    if (offline !== this.#offline) this.#publisher.touchAll();
    this.#offline = offline;
    if (!offline) this.#outbox.goOn();
  };

  /** What waits goes out at once: the house may be heard again only some seconds later. */
  readonly #networkIsBack = (): void => {
    this.client.retryImmediately();
    this.#lineChanged();
    this.#outbox.goOn();
  };

  readonly #pageLeaves = (): void => inBackground(this.#desk.leave());

  #firstSync(): void {
    this.core.patch({ freshness: "live" });
    for (const roomId of this.core.cells.usedRooms()) this.onUse(roomId);
    inBackground(tellEarlierRemovals(this.core, this.client, this.core.cells.rooms.getSnapshot()));
    this.#publisher.begin();
    inBackground(this.#trust.refreshSelf().then(this.refreshDevices));
    inBackground(this.#backup.refresh());
    inBackground(this.#desk.endEarlier());
  }

  // ---------------------------------------------------------------- what screens look at

  readonly onUse = (roomId: string): void => {
    const room = this.client.getRoom(roomId);
    if (!room) return;
    const { details, timelines } = this.core.cells;
    this.#timelines.onUse(room, timelines.at(roomId).used);
    // Who is not in it is not told who is; who has come in is.
    if (details.at(roomId).used && room.getMyMembership() === "join") inBackground(room.loadMembersIfNeeded().then(() => this.#publisher.touch(roomId)));
    this.#publisher.touch(roomId);
  };

  readonly loadOlder = async (roomId: string) => this.#timelines.loadOlder(await this.#conversations.room(roomId));

  readonly stop = (): void => {
    this.#publisher.stop();
    this.#retries.stop();
    this.#outbox.stop();
    this.client.stopClient();
    removeEventListener("online", this.#networkIsBack);
    removeEventListener("offline", this.#lineChanged);
    removeEventListener("pagehide", this.#pageLeaves);
  };

  // ---------------------------------------------------------------- conversations

  readonly createDirect = (userId: string) => this.#conversations.createDirect(userId);
  readonly createGroup = (name: string, userIds: readonly string[]) => this.#conversations.createGroup(name, userIds);
  readonly join = (roomIdOrAlias: string) => this.#conversations.join(roomIdOrAlias);
  readonly accept = (roomId: string) => this.#conversations.accept(roomId);
  readonly decline = (roomId: string) => this.#conversations.leave(roomId);
  readonly leave = (roomId: string) => this.#conversations.leave(roomId);

  readonly invite = async (roomId: string, userId: string) => {
    await this.#conversations.invite(roomId, userId);
  };

  readonly removeMember = async (roomId: string, userId: string) => {
    await this.client.kick(roomId, userId);
  };

  readonly makeOwner = async (roomId: string, userId: string) => {
    await this.client.setPowerLevel(roomId, userId, OWNER_POWER);
  };

  readonly rename = async (roomId: string, name: string) => {
    await this.client.setRoomName(roomId, name);
  };

  readonly setMuted = (roomId: string, muted: boolean) => this.#rules.setMuted(roomId, muted);

  // ---------------------------------------------------------------- saying

  readonly sendText = async (roomId: string, text: string, replyTo?: string) => {
    // Words wait for the house even where it has not been heard since the last visit, and then name nobody.
    const room = await this.#conversations.roomIfHeard(roomId);
    const members = room?.getJoinedMembers().map((member) => personIn(room, member.userId)) ?? [];
    const content = textContent(text, members, this.#answered(room, replyTo));
    if (!fits(content, room === null || (await this.#isEncrypted(room)))) throw new Problem("tooLong");
    await this.#outbox.say(roomId, content);
  };

  readonly sendMoney = (roomId: string, of: MoneyRef, text: string) => this.#outbox.say(roomId, moneyContent(of, text), `${of.kind}-${of.id}`);

  readonly sendPicture = async (roomId: string, picture: Blob, name: string, replyTo?: string) => {
    const room = await this.#conversations.room(roomId);
    this.#outbox.sendParcel(roomId, this.#parcels.picture(roomId, picture, await sizeOf(picture), name, this.#answered(room, replyTo)));
  };

  readonly sendFile = async (roomId: string, file: Blob, name: string, replyTo?: string) => {
    const room = await this.#conversations.room(roomId);
    this.#outbox.sendParcel(roomId, this.#parcels.file(roomId, file, name, this.#answered(room, replyTo)));
  };

  readonly resend = async (roomId: string, key: string) => this.#outbox.resend(roomId, key);
  readonly discard = (roomId: string, key: string) => this.#outbox.discard(roomId, key);
  readonly react = async (roomId: string, eventId: string, key: string) =>
    this.#reactions.add(await this.#conversations.room(roomId), eventId, key);
  readonly unreact = async (roomId: string, eventId: string, key: string) =>
    this.#reactions.remove(await this.#conversations.room(roomId), eventId, key);

  readonly remove = async (roomId: string, eventId: string) => {
    await this.client.redactEvent(roomId, eventId);
  };

  readonly markRead = async (roomId: string) => {
    const room = await this.#conversations.room(roomId);
    const last = room.getLiveTimeline().getEvents().filter((event) => event.status === null).at(-1);
    const lastId = last?.getId();
    if (!last || lastId === undefined) return;
    if (room.getEventReadUpTo(this.client.getSafeUserId(), true) === lastId) return;
    await this.client.setRoomReadMarkers(roomId, lastId, last);
  };

  readonly setTyping = (roomId: string, typing: boolean): void => this.#typing.tell(roomId, typing);

  #answered(room: Room | null, eventId: string | undefined): Answered | null {
    if (eventId === undefined) return null;
    return { eventId, sender: room?.findEventById(eventId)?.getSender() ?? this.client.getSafeUserId() };
  }

  async #isEncrypted(room: Room): Promise<boolean> {
    return room.hasEncryptionStateEvent() || (await this.crypto.isEncryptionEnabledInRoom(room.roomId));
  }

  // ---------------------------------------------------------------- people and trust

  readonly block = (userId: string) => this.#rules.setIgnored(userId, true);
  readonly unblock = (userId: string) => this.#rules.setIgnored(userId, false);

  readonly setRecovery = () => this.#recovery.set();
  readonly recoverWith = (code: string) => this.#recovery.recoverWith(code);
  readonly resetIdentity = () => this.#recovery.reset();

  readonly startVerification = (userId?: string) => this.#desk.start(userId, (other) => this.#conversations.createDirect(other));
  readonly acceptVerification = () => this.#desk.accept();
  readonly confirmEmoji = () => this.#desk.confirmEmoji();
  readonly denyEmoji = async () => this.#desk.denyEmoji();
  readonly cancelVerification = () => this.#desk.cancel();

  /** Withdrawing pins the present identity as well; without a verification to withdraw, pinning is all. */
  readonly acceptNewIdentity = async (userId: string) => {
    const status = await this.crypto.getUserVerificationStatus(userId);
    if (status.wasCrossSigningVerified() && !status.isCrossSigningVerified()) await this.crypto.withdrawVerificationRequirement(userId);
    else await this.crypto.pinCurrentUserIdentity(userId);
    await this.#trust.look([userId]);
    this.#unproven.tryAgain([userId]);
  };

  readonly refreshDevices = async () => {
    const list = await listDevices(this.core, this.client, this.crypto);
    this.core.cells.devices.set(list);
    await this.#newDevices.judge(list.devices);
  };

  readonly knowDevice = (deviceId: string) => this.#newDevices.know(deviceId);

  #trustChanged(userIds: readonly string[]): void {
    this.#publisher.touchAll();
    if (userIds.includes(this.client.getSafeUserId())) inBackground(this.refreshDevices());
  }

  async #verified(): Promise<void> {
    if (this.core.session().verified !== true) this.#backup.restoreWhenUnlocked();
    await this.#trust.refreshSelf();
    this.#publisher.touchAll();
  }
}
