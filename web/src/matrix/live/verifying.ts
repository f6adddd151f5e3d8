import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi, ShowSasCallbacks, VerificationRequest, Verifier } from "matrix-js-sdk/lib/crypto-api";
import type { MatrixEvent } from "matrix-js-sdk/lib/models/event";
import type { RoomMember } from "matrix-js-sdk/lib/models/room-member";
import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";
import { plainName } from "../mapping/people.ts";
import { whyCancelled } from "../mapping/trust.ts";
import { type Emoji, type Person, Problem, type Verification, type VerificationStage } from "../model.ts";
import { problemOf } from "../problems.ts";
import { ClientEvent, CryptoEvent, MatrixEventEvent, RoomMemberEvent, VerificationPhase, VerificationRequestEvent, VerifierEvent } from "../sdk.ts";
import { answeredBy, ENDS, endEarlier, flowOf, isOver } from "./questions.ts";

export const EMOJI_METHOD = "m.sas.v1";

interface Flow {
  readonly request: VerificationRequest;
  readonly byUs: boolean;
  readonly vouches: boolean;
  deviceName: string | null;
  verifier: Verifier | null;
  sas: ShowSasCallbacks | null;
  accepted: boolean;
  /** Whoever was asked has agreed to compare. */
  agreed: boolean;
  confirmed: boolean;
  deniedByUs: boolean;
  /** The other one has declined the invitation to the conversation, or gone from it. */
  gone: "declined" | "byThem" | null;
}

/** Comparing emoji, one flow at a time: what is asked while one is open is left to the person's other devices. */
export class VerificationDesk {
  #flow: Flow | null = null;
  /** What another device has answered, until it ends there. */
  #taken: VerificationRequest | null = null;

  constructor(
    private readonly core: Core,
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly person: (userId: string) => Person,
    private readonly onDone: () => Promise<void>,
  ) {
    client.on(CryptoEvent.VerificationRequestReceived, (request) => inBackground(this.#received(request)));
    client.on(ClientEvent.Event, (event) => inBackground(this.#heard(event)));
    client.on(MatrixEventEvent.Decrypted, (event) => inBackground(this.#heard(event)));
    // Whether the other one has come into the conversation is part of what is shown.
    client.on(RoomMemberEvent.Membership, (_, member, before) => inBackground(this.#cameOrWent(member, before)));
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

  /** The page goes: whoever compares with it need not wait for it. What nobody has answered here is asked again after a reload. */
  async leave(): Promise<void> {
    if (this.#flow?.byUs || this.#flow?.accepted) await this.cancel();
  }

  /** At the first sync. */
  endEarlier(): Promise<void> {
    return endEarlier(this.core, this.client, this.#flow?.request.transactionId);
  }

  async #received(request: VerificationRequest): Promise<void> {
    if (!request.pending || request.initiatedByMe) return;
    if (!this.#isIn(request)) return this.#putAway(request);
    const answerer = answeredBy(this.client, request, this.client.getSafeUserId());
    // The crypto asks once more after a reload. What is over, or was begun here before, goes on nowhere; left open it would end the next one.
    if (answerer === this.client.getDeviceId() || isOver(this.client, request)) await request.cancel();
    else if (answerer !== undefined) this.#taken = request;
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

  async #cameOrWent({ userId, roomId, membership }: RoomMember, before: string | undefined): Promise<void> {
    const flow = this.#flow;
    if (!flow || flow.request.roomId !== roomId) return;
    const away = membership !== "join" && membership !== "invite";
    if (away && userId === this.client.getUserId()) {
      this.#flow = null;
      this.core.cells.verification.set(null);
      await this.#putAway(flow.request);
    } else if (away && userId === flow.request.otherUserId && flow.request.pending) {
      flow.gone = before === "invite" ? "declined" : "byThem";
      await flow.request.cancel();
    } else this.#show();
  }

  /** Who declines an invitation is told all the same what was said until then, the question with it. */
  #isIn({ roomId }: VerificationRequest): boolean {
    return roomId === undefined || this.client.getRoom(roomId)?.getMyMembership() === "join";
  }

  /** Left open it would end the next one. Where this person is not any more, the house does not tell the others. */
  async #putAway(request: VerificationRequest): Promise<void> {
    try {
      await request.cancel();
    } catch (error) {
      if (problemOf(error).code !== "forbidden") throw error;
    }
  }

  #isOpen(): boolean {
    return this.#flow?.request.pending ?? false;
  }

  #open(): Flow {
    if (!this.#flow) throw new Problem("cancelled");
    return this.#flow;
  }

  #watch(request: VerificationRequest, byUs: boolean): void {
    const vouches = this.core.session().verified === true;
    const flow: Flow = {
      request, byUs, vouches, deviceName: null, verifier: null, sas: null, accepted: false, agreed: false, confirmed: false, deniedByUs: false, gone: null,
    };
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
    flow.deviceName = plainName(devices.get(otherUserId)?.get(otherDeviceId)?.displayName ?? "") || null;
    this.#show();
  }

  /** Whoever asked also begins the comparison, so that the two sides do not both begin it. */
  async #advance(flow: Flow): Promise<void> {
    const { request } = flow;
    flow.agreed ||= request.phase === VerificationPhase.Ready || request.phase === VerificationPhase.Started;
    this.#show();
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
      vouches: flow.vouches,
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
      if (flow.gone) return { name: "cancelled", why: flow.gone };
      // Whoever ends it here sees it no more: the crypto did, as where both have asked at once, or another device.
      if (request.cancellingUserId === me && !request.isSelfVerification) return { name: "cancelled", why: "other" };
      const why = whyCancelled(request.cancellationCode);
      return { name: "cancelled", why: why === "byThem" && flow.byUs && !flow.agreed ? "notNow" : why };
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
