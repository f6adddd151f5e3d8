import type { MatrixClient } from "matrix-js-sdk/lib/client";
import type { CryptoApi, ImportRoomKeyProgressData } from "matrix-js-sdk/lib/crypto-api";
import { inBackground } from "../background.ts";
import type { Core } from "../core.ts";
import type { Backup } from "../model.ts";
import { CryptoEvent } from "../sdk.ts";

/** The copy of this person's keys on the server, sealed with a key that the server does not have. */
export class BackupKeeper {
  #restoring = false;
  #keyExpected = false;

  constructor(
    private readonly core: Core,
    private readonly client: MatrixClient,
    private readonly crypto: CryptoApi,
    /** Keys have come back. */
    private readonly onRestored: () => void,
  ) {
    client.on(CryptoEvent.KeyBackupStatus, () => inBackground(this.refresh()));
    client.on(CryptoEvent.KeyBackupSessionsRemaining, (waiting) => this.#waiting(waiting));
    client.on(CryptoEvent.KeyBackupDecryptionKeyCached, () => inBackground(this.#unlocked()));
  }

  async refresh(): Promise<void> {
    const state = await this.#state();
    this.#patch({ state });
  }

  /** Can the backup that there is go on, because this device has its key? */
  async canBeKept(): Promise<boolean> {
    return (await this.#state()) === "on";
  }

  /** This device was just verified by another one, which will send it the backup's key: then old messages come back. */
  restoreWhenUnlocked(): void {
    this.#keyExpected = true;
  }

  /** Takes the backup's key from the opened secret storage, and brings back what is in it. */
  async unlockFromStorage(): Promise<void> {
    const stored = await this.client.secretStorage.isStored("m.megolm_backup.v1");
    if (!stored || !(await this.crypto.getKeyBackupInfo())) return;
    await this.crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    await this.crypto.checkKeyBackupAndEnable();
    await this.restore();
  }

  /** Brings back every key of the backup; harmless where this device has not its key yet. */
  async restore(): Promise<void> {
    await this.refresh();
    if (this.#restoring || !(await this.canBeKept())) return;
    this.#restoring = true;
    try {
      await this.crypto.restoreKeyBackup({ progressCallback: (progress) => this.#progress(progress) });
    } finally {
      this.#restoring = false;
      this.onRestored();
      this.#patch({ restoring: null });
    }
  }

  async #unlocked(): Promise<void> {
    await this.refresh();
    if (!this.#keyExpected) return;
    this.#keyExpected = false;
    await this.restore();
  }

  async #state(): Promise<Backup["state"]> {
    if (!(await this.crypto.getKeyBackupInfo())) return "off";
    const active = await this.crypto.getActiveSessionBackupVersion();
    return active !== null && (await this.crypto.getSessionBackupPrivateKey()) ? "on" : "locked";
  }

  #waiting(waiting: number): void {
    this.#patch(waiting === 0 ? { waiting, savedAt: Date.now() } : { waiting });
  }

  #progress(progress: ImportRoomKeyProgressData): void {
    if (!("total" in progress)) return;
    this.#patch({ restoring: { done: progress.successes + progress.failures, total: progress.total } });
  }

  #patch(change: Partial<Backup>): void {
    const { backup } = this.core.cells;
    backup.set({ ...backup.getSnapshot(), ...change });
  }
}
