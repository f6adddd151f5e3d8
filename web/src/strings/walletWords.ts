import { door } from "./door";
import { type Catalog, speaking } from "./speaking";

const wallet: Catalog = { en: () => import("./wallet/en.po"), zh: () => import("./wallet/zh.po") };

/** Speaks in the wallet. */
export const speakWallet = speaking(door, wallet);
