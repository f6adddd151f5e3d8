import { lookAlikesReady } from "../../../shims/unhomoglyph.ts";
import type { Core, Live } from "../core.ts";
import { Problem } from "../model.ts";
import { ClientEvent, HttpApiEvent, MatrixClient, OnlySignedDevicesIsolationMode, PendingEventOrdering } from "../sdk.ts";
import { keyStorePrefix } from "../session/memory.ts";
import { AnswerStore } from "./answerStore.ts";
import { fetcher } from "./fetcher.ts";
import { Hearing } from "./hearing.ts";
import { hearMissedKeys } from "./keyNews.ts";
import { LiveClient } from "./live.ts";
import { followOwnProfile } from "./ownProfile.ts";
import { quietenSdk, quietLogger } from "./quiet.ts";
import { UnlockedKeys } from "./recovery.ts";
import { EMOJI_METHOD } from "./verifying.ts";

const FIRST_PAGE_EVENTS = 30;
/** So long a sync waits for news. A house that hangs while nothing else is asked is noticed some time after it. */
const POLL_MS = 20_000;

/** Starts the SDK and its crypto for the session that there is. Resolves when verbs can be called. */
export async function startLive(core: Core): Promise<Live> {
  const { userId, deviceId, accessToken } = core.stored;
  const unlocked = new UnlockedKeys();
  const store = new AnswerStore();
  const hearing = new Hearing();
  let starting = true;
  quietenSdk();
  const client = new MatrixClient({
    baseUrl: core.http.baseUrl,
    userId,
    deviceId,
    accessToken,
    store,
    cryptoCallbacks: unlocked.callbacks,
    verificationMethods: [EMOJI_METHOD],
    disableVoip: true,
    logger: quietLogger,
    fetchFn: fetcher(core, hearing, () => starting),
  });
  // Asked at each start for calls, which this app does not make: there is nobody to ask.
  client._unstable_getRTCTransports = async () => [];
  client.on(HttpApiEvent.SessionLoggedOut, () => core.unknown());
  await client.initRustCrypto({ cryptoDatabasePrefix: keyStorePrefix(core.stored) });
  starting = false;
  const crypto = client.getCrypto();
  if (!crypto) throw new Problem("unknown", null, "The crypto did not start.");
  // Nobody encrypts to a device that its owner has not signed: else the server could add one and read.
  crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
  await core.keep({ keysMade: true });
  await lookAlikesReady;

  hearMissedKeys(core, client, crypto);
  const live = new LiveClient(core, client, crypto, unlocked, store, hearing);
  await live.prepare();
  followOwnProfile(client, core);
  client.on(ClientEvent.Sync, live.onSync);
  await client.startClient({
    initialSyncLimit: FIRST_PAGE_EVENTS,
    pollTimeout: POLL_MS,
    lazyLoadMembers: true,
    disablePresence: true,
    pendingEventOrdering: PendingEventOrdering.Chronological,
    threadSupport: false,
  });
  return live;
}
