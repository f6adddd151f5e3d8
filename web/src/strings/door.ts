import type { Catalog } from "./speaking";

/** The words of the first screen, and of what every screen is made of. */
export const door: Catalog = { en: () => import("./door/en.po"), zh: () => import("./door/zh.po") };
