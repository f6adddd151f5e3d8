import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi, ShowSasCallbacks, VerificationRequest, Verifier } from "matrix-js-sdk/lib/crypto-api";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";
import { whyCancelled } from "../mapping/trust.ts";
import { type Emoji, type Person, Problem, type Verification, type VerificationStage } from "../model.ts";
import { problemOf } from "../problems.ts";
import { ClientEvent, CryptoEvent, MatrixEventEvent, RoomMemberEvent, VerificationPhase, VerificationRequestEvent, VerifierEvent } from "../sdk.ts";

export const EMOJI_METHOD = "m.sas.v1";

interface Flow {
  readonly request: VerificationRequest;
  readonly byUs: boolean;
  deviceName: string | null;
  verifier: Verifier | null;
  sas: ShowSasCallbacks | null;
  accepted: boolean;
  confirmed: boolean;
  deniedByUs: boolean;
}

const READY = "m.key.verification.ready";
/** What ends a comparing in a conversation, whoever says it. */
const ENDS: ReadonlySet<string> = new Set(["m.key.verification.done", "m.key.verification.cancel"]);

/** Comparing emoji, one flow at a time: what is asked while one is open is left to the person's other devices. */
export class VerificationDesk {
  #flow: Flow | null = null;
  /** Of what was said last before this device was there: what was asked until then is not for it. In milliseconds since 1970. */
  #before = 0;
  /** What another device has answered, until it ends there. */
  #taken: VerificationRequest | null = null;

  constructor(
    private readonly core: Core,
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly person: (userId: string) => Person,
    private readonly onDone: () => Promise<void>,
    isNew: boolean,
  ) {
    client.on(CryptoEvent.VerificationRequestReceived, (request) => inBackground(this.#received(request)));
    client.on(ClientEvent.Event, (event) => {
      inBackground(this.#heard(event));
      if (isNew && !client.isInitialSyncComplete()) this.#before = Math.max(this.#before, event.getTs());
    });
    client.on(MatrixEventEvent.Decrypted, (event) => inBackground(this.#heard(event)));
    // Whether the other one has come into the conversation is part of what is shown.
    client.on(RoomMemberEvent.Membership, (_, { userId }) => {
      if (userId === this.#flow?.request.otherUserId) this.#show();
    });
  }

  /** Requests in a conversation where no user id is given go to one's own other devices. */
  async start(userId: string | undefined, directRoom: (userId: string) => Promise<string>): Promise<void> {
    if (this.#isOpen()) await this.cancel();
    const request =
      userId === undefined || userId === this.client.getUserId()
        ? await this.crypto.requestOwnUserVerification()
        : await this.crypto.requestVerificationDM(userId, await directRoom(userId));
    this.#watch(request, true);
  }

  async accept(): Promise<void> {
    const flow = this.#open();
    flow.accepted = true;
    await flow.request.accept();
  }

  async confirmEmoji(): Promise<void> {
    const flow = this.#open();
    if (!flow.sas) throw new Problem("cancelled");
    if (flow.request.pending) {
      flow.confirmed = true;
      await flow.sas.confirm();
    }
    this.#show();
  }

  denyEmoji(): void {
    const flow = this.#open();
    flow.deniedByUs = true;
    flow.sas?.mismatch();
  }

  async cancel(): Promise<void> {
    const flow = this.#flow;
    this.#flow = null;
    this.core.cells.verification.set(null);
    if (flow?.request.pending) await flow.request.cancel();
  }

  async #received(request: VerificationRequest): Promise<void> {
    if (!request.pending || request.initiatedByMe) return;
    const past = this.#saidOf(request);
    const answer = past.find((event) => event.getType() === READY && event.getSender() === this.client.getUserId());
    const answeredHere = answer?.getContent().from_device === this.client.getDeviceId();
    // The crypto asks once more after a reload. What is over, or was begun here before, goes on nowhere; left open it would end the next one.
    if (this.#isFromBefore(request) || answeredHere || past.some((event) => ENDS.has(event.getType()))) await request.cancel();
    else if (answer) this.#taken = request;
    else if (!this.#isOpen()) this.#watch(request, false);
  }

  /** In a conversation the SDK does not notice what the person's other devices do with a question. */
  async #heard(event: MatrixEvent): Promise<void> {
    if (event.getSender() !== this.client.getUserId() || !event.getType().startsWith("m.key.verification.")) return;
    const about = flowOf(event);
    const flow = this.#flow;
    if (flow && !flow.byUs && !flow.accepted && flow.request.transactionId === about) {
      this.#taken = flow.request;
      this.#flow = null;
      this.core.cells.verification.set(null);
    }
    if (this.#taken?.transactionId !== about || !ENDS.has(event.getType())) return;
    // It is over for everybody, and left open here it would end the next one.
    const taken = this.#taken;
    this.#taken = null;
    await taken?.cancel();
  }

  /** What was said of it in its conversation, as far as that is loaded. */
  #saidOf({ roomId, transactionId }: VerificationRequest): readonly MatrixEvent[] {
    const events = roomId === undefined ? [] : (this.client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? []);
    return events.filter((event) => flowOf(event) === transactionId);
  }

  #isFromBefore({ roomId, transactionId }: VerificationRequest): boolean {
    if (roomId === undefined || transactionId === undefined) return false;
    const asked = this.client.getRoom(roomId)?.findEventById(transactionId)?.getTs();
    return asked !== undefined && asked <= this.#before;
  }

  #isOpen(): boolean {
    return this.#flow?.request.pending ?? false;
  }

  #open(): Flow {
    if (!this.#flow) throw new Problem("cancelled");
    return this.#flow;
  }

  #watch(request: VerificationRequest, byUs: boolean): void {
    const flow: Flow = { request, byUs, deviceName: null, verifier: null, sas: null, accepted: false, confirmed: false, deniedByUs: false };
    this.#flow = flow;
    request.on(VerificationRequestEvent.Change, () => {
      if (this.#flow === flow) inBackground(this.#advance(flow));
    });
    inBackground(this.#nameDevice(flow));
    inBackground(this.#advance(flow));
  }

  async #nameDevice(flow: Flow): Promise<void> {
    const { isSelfVerification, otherDeviceId, otherUserId } = flow.request;
    if (!isSelfVerification || otherDeviceId === undefined || flow.deviceName !== null) return;
    const devices = await this.crypto.getUserDeviceInfo([otherUserId]);
    flow.deviceName = devices.get(otherUserId)?.get(otherDeviceId)?.displayName ?? null;
    this.#show();
  }

  /** Whoever asked also begins the comparison, so that the two sides do not both begin it. */
  async #advance(flow: Flow): Promise<void> {
    this.#show();
    const { request } = flow;
    try {
      if (request.phase === VerificationPhase.Ready) inBackground(this.#nameDevice(flow));
      if (request.phase === VerificationPhase.Ready && flow.byUs && !flow.verifier) this.#verify(flow, await request.startVerification(EMOJI_METHOD));
      else if (request.phase === VerificationPhase.Started && request.verifier && !flow.verifier) this.#verify(flow, request.verifier);
      else if (request.phase === VerificationPhase.Done) await this.onDone();
    } catch (error) {
      throw problemOf(error);
    }
  }

  #verify(flow: Flow, verifier: Verifier): void {
    flow.verifier = verifier;
    verifier.on(VerifierEvent.ShowSas, (sas) => {
      flow.sas = sas;
      this.#show();
    });
    flow.sas = verifier.getShowSasCallbacks();
    this.#show();
    // It rejects where the flow is cancelled, which the request tells as well.
    verifier.verify().then(
      () => this.#show(),
      () => this.#show(),
    );
  }

  #show(): void {
    const flow = this.#flow;
    if (!flow) return;
    const { request } = flow;
    const view: Verification = {
      id: request.transactionId ?? "",
      own: request.isSelfVerification,
      person: this.person(request.otherUserId),
      deviceName: flow.deviceName,
      byUs: flow.byUs,
      invited: this.#isInvited(request),
      stage: stageOf(flow, this.client.getSafeUserId()),
    };
    this.core.cells.verification.set(view);
  }

  #isInvited({ roomId, otherUserId }: VerificationRequest): boolean {
    return roomId !== undefined && this.client.getRoom(roomId)?.getMember(otherUserId)?.membership === "invite";
  }
}

function stageOf(flow: Flow, me: string): VerificationStage {
  const { request, sas } = flow;
  switch (request.phase) {
    case VerificationPhase.Done:
      return { name: "done" };
    case VerificationPhase.Cancelled: {
      if (flow.deniedByUs) return { name: "cancelled", why: "mismatch" };
      // Whoever ends it here sees it no more: the crypto did, as where both have asked at once, or another device.
      if (request.cancellingUserId === me && !request.isSelfVerification) return { name: "cancelled", why: "other" };
      return { name: "cancelled", why: whyCancelled(request.cancellationCode) };
    }
    case VerificationPhase.Ready:
    case VerificationPhase.Started:
      if (!sas) return { name: "ready" };
      return { name: flow.confirmed ? "confirmed" : "comparing", emoji: emojiOf(sas) };
    default:
      return { name: "requested" };
  }
}

function emojiOf(sas: ShowSasCallbacks): Emoji[] {
  return (sas.sas.emoji ?? []).map(([symbol, name]) => ({ symbol, name }));
}

/** The question that an event of a comparing belongs to. */
function flowOf(event: MatrixEvent): string | undefined {
  return event.getContent()["m.relates_to"]?.event_id;
}
