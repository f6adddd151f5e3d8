import { door } from "./door";
import { type Catalog, speaking } from "./speaking";

const inside: Catalog = { en: () => import("./en.po"), zh: () => import("./zh.po") };

/** Speaks at the door. */
export const speak = speaking(door);

/** Adds the words of the inside to the language that is spoken. */
export const speakInside = speaking(inside);
