import type { Messages } from "@lingui/core";
import { spoken } from "./spoken";

export type Locale = "en" | "zh";
type Part = "door" | "inside";

const catalogs: Record<Part, Record<Locale, () => Promise<{ messages: Messages }>>> = {
  door: { en: () => import("./door/en.po"), zh: () => import("./door/zh.po") },
  inside: { en: () => import("./en.po"), zh: () => import("./zh.po") },
};

/** The parts that are on the screen, so that another language comes with all of them at once. */
const parts = new Set<Part>(["door"]);

/** Fetches a language and speaks it from then on. */
export async function speak(locale: Locale): Promise<void> {
  const loaded = await Promise.all([...parts].map((part) => catalogs[part][locale]()));
  for (const { messages } of loaded) spoken.load(locale, messages);
  spoken.activate(locale);
}

/** Adds the words of the inside to the language that is spoken. */
export async function speakInside(locale: Locale): Promise<void> {
  parts.add("inside");
  await speak(locale);
}
