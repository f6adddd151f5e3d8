import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi, ShowSasCallbacks, VerificationRequest, Verifier } from "matrix-js-sdk/lib/crypto-api";
import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";
import { whyCancelled } from "../mapping/trust.ts";
import { type Emoji, type Person, Problem, type Verification, type VerificationStage } from "../model.ts";
import { problemOf } from "../problems.ts";
import { CryptoEvent, VerificationPhase, VerificationRequestEvent, VerifierEvent } from "../sdk.ts";

export const EMOJI_METHOD = "m.sas.v1";

interface Flow {
  readonly request: VerificationRequest;
  readonly byUs: boolean;
  deviceName: string | null;
  verifier: Verifier | null;
  sas: ShowSasCallbacks | null;
  confirmed: boolean;
  deniedByUs: boolean;
}

/** Comparing emoji, one flow at a time: a second request while one is open is declined. */
export class VerificationDesk {
  #flow: Flow | null = null;

  constructor(
    private readonly core: Core,
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly person: (userId: string) => Person,
    private readonly onDone: () => Promise<void>,
  ) {
    client.on(CryptoEvent.VerificationRequestReceived, (request) => inBackground(this.#received(request)));
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
    const { request } = this.#open();
    await request.accept();
  }

  async confirmEmoji(): Promise<void> {
    const flow = this.#open();
    if (!flow.sas) throw new Problem("cancelled");
    flow.confirmed = true;
    await flow.sas.confirm();
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
    if (this.#isOpen()) await request.cancel();
    else this.#watch(request, false);
  }

  #isOpen(): boolean {
    return this.#flow?.request.pending ?? false;
  }

  #open(): Flow {
    if (!this.#flow) throw new Problem("cancelled");
    return this.#flow;
  }

  #watch(request: VerificationRequest, byUs: boolean): void {
    const flow: Flow = { request, byUs, deviceName: null, verifier: null, sas: null, confirmed: false, deniedByUs: false };
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
      stage: stageOf(flow, this.client.getSafeUserId()),
    };
    this.core.cells.verification.set(view);
  }
}

function stageOf(flow: Flow, me: string): VerificationStage {
  const { request, sas } = flow;
  switch (request.phase) {
    case VerificationPhase.Done:
      return { name: "done" };
    case VerificationPhase.Cancelled: {
      const byUs = flow.deniedByUs || (request.cancellingUserId === me && !request.isSelfVerification);
      return { name: "cancelled", why: flow.deniedByUs ? "mismatch" : whyCancelled(request.cancellationCode, byUs) };
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
