import { quietLogger as logger, quietenSdk } from "../../src/matrix/live/quiet.ts";
import { ClientEvent, MatrixClient, MemoryStore } from "../../src/matrix/sdk.ts";

/** Somebody with an app that is not ours, which makes no identity until it is told to. */
export class Foreigner {
  private constructor(
    private readonly client: MatrixClient,
    private readonly handle: string,
    private readonly password: string,
  ) {}

  static async register(baseUrl: string, handle: string, password: string): Promise<Foreigner> {
    quietenSdk();
    const request = { username: handle, password, auth: { type: "m.login.dummy" } };
    const { user_id, device_id, access_token } = await new MatrixClient({ baseUrl, logger }).registerRequest(request);
    if (device_id === undefined || access_token === undefined) throw new Error("The house signed nobody in.");
    const session = { userId: user_id, deviceId: device_id, accessToken: access_token };
    const client = new MatrixClient({ baseUrl, logger, ...session, store: new MemoryStore(), disableVoip: true });
    await client.initRustCrypto({ useIndexedDB: false });
    await client.startClient({ lazyLoadMembers: true, disablePresence: true });
    return new Foreigner(client, handle, password);
  }

  async writesTo(userId: string, text: string): Promise<string> {
    const { client } = this;
    const { room_id: roomId } = await client.createRoom({
      is_direct: true,
      invite: [userId],
      initial_state: [{ type: "m.room.encryption", state_key: "", content: { algorithm: "m.megolm.v1.aes-sha2" } }],
    });
    while (client.getRoom(roomId)?.hasEncryptionStateEvent() !== true) {
      await new Promise<void>((heard) => client.once(ClientEvent.Sync, () => heard()));
    }
    await client.sendTextMessage(roomId, text);
    return roomId;
  }

  /** Makes an identity, which signs the device. */
  async signs(): Promise<void> {
    await this.client.getCrypto()?.bootstrapCrossSigning({
      authUploadDeviceSigningKeys: async (makeRequest) => {
        await makeRequest({ type: "m.login.password", identifier: { type: "m.id.user", user: this.handle }, password: this.password });
      },
    });
  }

  stop(): void {
    this.client.stopClient();
  }
}
