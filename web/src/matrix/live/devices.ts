import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi } from "matrix-js-sdk/lib/crypto-api";
import type { Core } from "../core.ts";
import { plainName } from "../mapping/people.ts";
import type { Device, DeviceList } from "../model.ts";

/** A person's own devices, and which of them bear their signature. */
export async function listDevices(core: Core, client: MatrixClient, crypto: CryptoApi): Promise<DeviceList> {
  const me = client.getSafeUserId();
  const devices: Device[] = [];
  for (const { device_id: id, display_name: name, last_seen_ts: lastSeen } of await core.matrix.devices()) {
    const status = await crypto.getDeviceVerificationStatus(me, id);
    const verified = status ? status.crossSigningVerified : null;
    devices.push({ id, name: plainName(name ?? ""), self: id === client.getDeviceId(), verified, lastSeen: lastSeen ?? null });
  }
  return { state: "ready", devices: devices.sort((a, b) => Number(b.self) - Number(a.self) || (b.lastSeen ?? 0) - (a.lastSeen ?? 0)) };
}
