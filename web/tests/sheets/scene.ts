import type { Town } from "./fake";
import type { Purse } from "./fakeWallet";
import type { Hand } from "./hand";

/** One screen in one state. A file in `scenes/` exports an array of them as `scenes`; nothing else is to be told. */
export interface Scene {
  /** The contact sheet on which it stands: `door`, `me`, `chats`. */
  readonly group: string;
  /** Unique in its group: screen and state, `devices failed`. */
  readonly name: string;
  /** The address: `#/me/devices`. */
  readonly at: string;
  readonly town: Partial<Town>;
  /** A scene of the wallet, which is a page of its own. */
  readonly purse?: Partial<Purse>;
  /** What a hand does before the picture is taken: opens a sheet, types a handle. Finds things by selector, for two languages. */
  readonly play?: (hand: Hand) => Promise<void>;
}
