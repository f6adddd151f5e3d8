import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { SyncCryptoChanges } from "matrix-js-sdk/lib/common-crypto/CryptoBackend";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api";
import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";

type DeviceLists = NonNullable<SyncCryptoChanges["deviceLists"]>;

/** What the SDK's crypto does with each answer to a sync. */
interface SyncCrypto {
  processSyncChanges(changes: SyncCryptoChanges): Promise<unknown>;
  markAllTrackedUsersAsDirty(): Promise<void>;
}

/** Kept at most this often, in milliseconds: an older place tells more than is needed, and nothing less. */
const KEPT_EVERY_MS = 30_000;

/**
 * Each visit begins with a first sync, which does not tell whose devices have changed since the last visit; but the keys of that time are
 * remembered. Whoever got a device meanwhile would be written to as before, and could read nothing of it there. So the first answer is
 * taken together with what the house says about the time between (spec: keys/changes). Where it does not say that, everybody is asked anew.
 */
export function hearMissedKeys(core: Core, client: MatrixClient, api: CryptoApi): void {
  const crypto = api as unknown as SyncCrypto;
  const process = crypto.processSyncChanges.bind(crypto);
  let first = true;
  let keptAt = 0;
  crypto.processSyncChanges = async (changes) => {
    const now = client.store.getSyncToken();
    const missed = first && now !== null ? await missedUntil(now) : null;
    const done = await process(missed ? { ...changes, deviceLists: joined(changes.deviceLists, missed) } : changes);
    first = false;
    if (now !== null && Date.now() - keptAt >= KEPT_EVERY_MS) {
      keptAt = Date.now();
      inBackground(core.memory.keepHeard(now));
    }
    return done;
  };

  async function missedUntil(now: string): Promise<DeviceLists | null> {
    const last = await core.memory.heard();
    try {
      if (last !== null) {
        const between = `from=${encodeURIComponent(last)}&to=${encodeURIComponent(now)}`;
        return await core.http.call<DeviceLists>("GET", `/_matrix/client/v3/keys/changes?${between}`);
      }
    } catch (error) {
      console.warn("Teahouse: the house does not say whose devices have changed.", error);
    }
    await crypto.markAllTrackedUsersAsDirty();
    return null;
  }
}

function joined(told: DeviceLists | undefined, missed: DeviceLists): DeviceLists {
  const changed = [...new Set([...(told?.changed ?? []), ...(missed.changed ?? [])])];
  return { changed, left: [...new Set([...(told?.left ?? []), ...(missed.left ?? [])])].filter((userId) => !changed.includes(userId)) };
}
