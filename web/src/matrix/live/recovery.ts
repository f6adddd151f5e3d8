import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi, CryptoCallbacks } from "matrix-js-sdk/lib/crypto-api";
import type { UIAuthCallback } from "matrix-js-sdk/lib/interactive-auth";
import type { Auth } from "../../api/people.ts";
import type { Core } from "../core.ts";
import { type Confirm, Problem } from "../model.ts";
import { codeOfKey, keyOfCode, verifierOf } from "../session/recoveryCode.ts";
import type { BackupKeeper } from "./backup.ts";
import type { TrustKeeper } from "./trust.ts";

const KEY_BYTES = 32;
/** How often the house is asked whether it has this device's signature, and after how long again, in milliseconds: half a minute in all. */
const SIGNED_TRIES_MAX = 30;
const SIGNED_AGAIN_MS = 1_000;
const IDENTITY_SECRETS = ["m.cross_signing.master", "m.cross_signing.self_signing", "m.cross_signing.user_signing"] as const;

/** Keys to the secret storage that this device holds for the moment, by their id. Never written down. */
export class UnlockedKeys {
  readonly #keys = new Map<string, Uint8Array<ArrayBuffer>>();

  readonly callbacks: CryptoCallbacks = {
    getSecretStorageKey: async ({ keys }) => {
      for (const id of Object.keys(keys)) {
        const key = this.#keys.get(id);
        if (key) return [id, key];
      }
      return null;
    },
    cacheSecretStorageKey: (id, _info, key) => this.hold(id, key),
  };

  hold(id: string, key: Uint8Array<ArrayBuffer>): void {
    this.#keys.set(id, key);
  }
}

/**
 * The recovery code is Matrix's recovery key: it opens the secret storage, in which the identity's and the backup's
 * keys lie. The house gets a verifier made from it, which signs its owner in and opens nothing.
 */
export class Recovery {
  constructor(
    private readonly core: Core,
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    private readonly unlocked: UnlockedKeys,
    private readonly trust: TrustKeeper,
    private readonly backup: BackupKeeper,
  ) {}

  /**
   * First the identity, then the house's verifier, then the storage: given up in between, the code that nobody has
   * seen opens nothing, and the person is asked again.
   */
  async set(): Promise<string> {
    await this.#reachable();
    const me = this.client.getSafeUserId();
    const hasIdentity = await this.crypto.userHasCrossSigningKeys(me);
    const status = await this.crypto.getDeviceVerificationStatus(me, this.client.getDeviceId() ?? "");
    if (hasIdentity && !status?.crossSigningVerified) throw new Problem("thisDeviceUnverified");
    if (!hasIdentity) await this.crypto.bootstrapCrossSigning({ authUploadDeviceSigningKeys: this.#confirming("setRecovery") });
    return this.#newCode();
  }

  /** Opens the secret storage with the code, takes identity and backup from it, and signs this device. */
  async recoverWith(code: string): Promise<void> {
    const key = await keyOfCode(code);
    const storage = this.client.secretStorage;
    const found = await storage.getKey();
    if (!found || !(await storage.checkKey(key, found[1]))) throw new Problem("recoveryCodeInvalid");
    // Were one of them missing, the SDK would quietly make a new identity.
    for (const name of IDENTITY_SECRETS) if (!(await storage.isStored(name))) throw new Problem("recoveryCodeInvalid");
    this.unlocked.hold(found[0], key);
    await this.crypto.userHasCrossSigningKeys();
    await this.crypto.bootstrapCrossSigning({});
    await this.#signed();
    await this.backup.unlockFromStorage();
    await this.trust.refreshSelf();
  }

  /**
   * Ends when the house says that this device is signed. It takes no signature for keys that it has not been given yet, which on a slow
   * line are still on their way, and the SDK neither notices nor tries again.
   */
  async #signed(): Promise<void> {
    const [me, device] = [this.client.getSafeUserId(), this.client.getDeviceId() ?? ""];
    for (let tries = 0; tries < SIGNED_TRIES_MAX; tries++) {
      if (tries > 0) {
        await new Promise((resolve) => setTimeout(resolve, SIGNED_AGAIN_MS));
        await this.crypto.crossSignDevice(device);
      }
      await this.crypto.userHasCrossSigningKeys(me);
      if ((await this.crypto.getDeviceVerificationStatus(me, device))?.crossSigningVerified) return;
    }
    throw new Problem("serverError", null, "The house does not take the signature of this device.");
  }

  /** Nothing is destroyed before the person has confirmed it once to the house. */
  async reset(): Promise<string> {
    await this.#reachable();
    const { key, verifier } = await this.#make();
    let proof: Auth | undefined;
    await this.core.confirmer.run("setRecovery", (auth) => {
      proof = auth;
      return this.core.people.setRecovery(verifier, auth);
    });
    const compared = await this.trust.compared();
    await this.trust.unobserved(() => this.crypto.resetEncryption(this.#confirming("setRecovery", lasting(proof))));
    const { masterKey, selfSigningKey, userSigningKey } = (await this.crypto.getCrossSigningStatus()).privateKeysCachedLocally;
    if (!masterKey || !selfSigningKey || !userSigningKey) throw new Problem("unknown", null, "The new identity's keys were lost.");
    const code = await this.#store(key);
    await this.trust.forgetComparing(compared);
    return code;
  }

  /** A house that is away is said at once: the crypto would try half a minute before it gives up. */
  async #reachable(): Promise<void> {
    await this.core.people.house();
  }

  async #newCode(): Promise<string> {
    const { key, verifier } = await this.#make();
    await this.core.confirmer.run("setRecovery", (auth) => this.core.people.setRecovery(verifier, auth));
    return this.#store(key);
  }

  async #make() {
    const key = crypto.getRandomValues(new Uint8Array(KEY_BYTES));
    return { key, verifier: await verifierOf(key, this.client.getSafeUserId()) };
  }

  async #store(key: Uint8Array<ArrayBuffer>): Promise<string> {
    await this.crypto.bootstrapSecretStorage({
      createSecretStorageKey: async () => ({ privateKey: key }),
      setupNewSecretStorage: true,
      setupNewKeyBackup: !(await this.backup.canBeKept()),
    });
    await this.core.keep({ codeUnkept: true });
    await this.backup.refresh();
    await this.trust.refreshSelf();
    return codeOfKey(key);
  }

  /** Asks the person when the server does; `known` is tried first. */
  #confirming(purpose: Confirm["purpose"], known?: Auth): UIAuthCallback<void> {
    return (makeRequest) =>
      this.core.confirmer.run(purpose, (auth = known) => makeRequest(auth === undefined ? null : (auth as Parameters<typeof makeRequest>[0])));
  }
}

/** A proof that holds for a second request at once: a password does, what was signed with a passkey does not. */
function lasting(proof: Auth | undefined): Auth | undefined {
  return proof?.type === "m.login.password" ? proof : undefined;
}
