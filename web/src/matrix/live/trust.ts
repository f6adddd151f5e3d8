import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api";
import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";
import { hasLapsed, nextStep, trustFrom } from "../mapping/trust.ts";
import type { Trust } from "../model.ts";
import { CryptoEvent } from "../sdk.ts";
import { Standings } from "./standings.ts";

/** Whom this device trusts, and whether its own person has signed it. */
export class TrustKeeper {
  readonly #standings = new Standings((userId) => this.#read(userId));
  readonly #me: string;
  #looking: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly core: Core,
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    /** Called when what is known of these people has changed. */
    private readonly onChange: (userIds: readonly string[]) => void,
  ) {
    this.#me = client.getSafeUserId();
    client.on(CryptoEvent.UserTrustStatusChanged, (userId) => inBackground(this.#again([userId])));
    client.on(CryptoEvent.DevicesUpdated, (userIds) => inBackground(this.#again(userIds)));
    client.on(CryptoEvent.KeysChanged, () => inBackground(this.#again([this.#me])));
  }

  /** What is known now; asks in the background where nothing is. */
  of(userId: string): Trust {
    if (userId === this.#me) return "self";
    if (!this.#standings.isLookedAt(userId)) inBackground(this.look([userId]));
    return this.#standings.found(userId) ?? "unknown";
  }

  /** The state of these people's identities at this moment, after any list of devices under way has arrived. */
  async ofAll(userIds: readonly string[]): Promise<ReadonlyMap<string, Trust>> {
    await this.crypto.getUserDeviceInfo([...userIds], true);
    const found = new Map<string, Trust>();
    for (const userId of userIds) found.set(userId, await this.#read(userId));
    return found;
  }

  /** Those whose signs this person has compared, among all whom they share a room with. */
  compared(): Promise<readonly string[]> {
    return this.#among(async (userId) => (await this.#read(userId)) === "verified");
  }

  /** With this person's old identity their comparing is gone, through nothing that the others did: no alarm about them. */
  async forgetComparing(userIds: readonly string[]): Promise<void> {
    for (const userId of userIds) await this.crypto.withdrawVerificationRequirement(userId);
    await this.look(userIds);
  }

  /** Looks again at this device's own standing, and says what is next. One look at a time, so that the last one counts. */
  refreshSelf(): Promise<void> {
    return this.unobserved(() => this.#lookAtSelf());
  }

  /**
   * Runs while nobody looks at this person's identity. A look asks the server; one that found the old identity while a new one is
   * under way would make the crypto throw the new private keys away.
   */
  unobserved<T>(work: () => Promise<T>): Promise<T> {
    const done = this.#looking.then(work, work);
    this.#looking = done;
    return done;
  }

  async #lookAtSelf(): Promise<void> {
    const deviceId = this.client.getDeviceId() ?? "";
    const hasIdentity = await this.crypto.userHasCrossSigningKeys(this.#me);
    const status = await this.crypto.getDeviceVerificationStatus(this.#me, deviceId);
    const verified = status?.crossSigningVerified ?? false;
    const recoverySet = await this.#recoverySet();
    const { later, codeUnkept, verified: before, renewedElsewhere: known } = this.core.stored;
    // What was signed loses its signature only when the identity that gave it is gone.
    const renewedElsewhere = hasIdentity && !verified && (known || before === true);
    const next = nextStep({ hasIdentity, verified, recoverySet, later, renewedElsewhere, codeUnkept });
    this.core.patch({ verified, recoverySet, renewedElsewhere, next });
    await this.core.keep({ verified, recoverySet, renewedElsewhere });
    if (known && verified) await this.forgetComparing(await this.#lapsed());
  }

  #lapsed(): Promise<readonly string[]> {
    return this.#among(async (userId) => hasLapsed(await this.crypto.getUserVerificationStatus(userId)));
  }

  async #among(holds: (userId: string) => Promise<boolean>): Promise<readonly string[]> {
    const met = new Set(this.client.getRooms().flatMap((room) => room.getMembers().map((member) => member.userId)));
    met.delete(this.#me);
    const found: string[] = [];
    for (const userId of met) if (await holds(userId)) found.push(userId);
    return found;
  }

  async #recoverySet(): Promise<boolean> {
    const storage = this.client.secretStorage;
    return (await storage.getDefaultKeyId()) !== null && Boolean(await storage.isStored("m.cross_signing.master"));
  }

  /** Whom this person has compared is signed by their own identity: when that changes, so may everybody's standing. */
  async #again(userIds: readonly string[]): Promise<void> {
    const own = userIds.includes(this.#me);
    if (own) {
      const { ownChanges } = this.core.cells;
      ownChanges.set(ownChanges.getSnapshot() + 1);
      await this.refreshSelf();
    }
    const others = this.#standings.lookedAt.filter((userId) => userId !== this.#me && (own || userIds.includes(userId)));
    await this.look(own ? [this.#me, ...others] : others);
  }

  /** Looks again at these people's identities. */
  async look(userIds: readonly string[]): Promise<void> {
    for (const userId of userIds) await this.#standings.look(userId);
    this.onChange(userIds);
  }

  async #read(userId: string): Promise<Trust> {
    if (userId === this.#me) return "self";
    return trustFrom(await this.crypto.getUserVerificationStatus(userId));
  }
}
