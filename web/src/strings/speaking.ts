import type { Messages } from "@lingui/core";
import { spoken } from "./spoken";

export type Locale = "en" | "zh";

/** Some of the words, by language; fetched when they are first needed. */
export type Catalog = Readonly<Record<Locale, () => Promise<{ messages: Messages }>>>;

/** Those that are on the screen, so that another language comes with all of them at once. */
const shown = new Set<Catalog>();

/** Fetches a language, and speaks it from then on with these words too. */
export function speaking(...catalogs: readonly Catalog[]): (locale: Locale) => Promise<void> {
  return async (locale) => {
    for (const catalog of catalogs) shown.add(catalog);
    const loaded = await Promise.all([...shown].map((catalog) => catalog[locale]()));
    for (const { messages } of loaded) spoken.load(locale, messages);
    spoken.activate(locale);
  };
}
