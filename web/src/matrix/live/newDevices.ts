import type { Core } from "../core.ts";
import { judgeDevices } from "../mapping/newDevices.ts";
import type { Device } from "../model.ts";

/** Of which of their own devices the person is asked whether it was them that signed in there. */
export class NewDevices {
  #devices: readonly Device[] = [];

  constructor(private readonly core: Core) {}

  /** These are the devices now. */
  async judge(devices: readonly Device[]): Promise<void> {
    this.#devices = devices;
    const { asked, known } = judgeDevices(devices, this.core.stored.knownDevices);
    // One that nobody has confirmed may be the stranger's own.
    this.core.cells.newDevices.set(this.core.session().verified === true ? asked : []);
    await this.core.keep({ knownDevices: known });
  }

  /** The person has answered for it. */
  async know(deviceId: string): Promise<void> {
    await this.core.keep({ knownDevices: [...(this.core.stored.knownDevices ?? []), deviceId] });
    await this.judge(this.#devices);
  }
}
