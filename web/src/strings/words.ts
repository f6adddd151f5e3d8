import { i18n, type Messages } from "@lingui/core";

export type Locale = "en" | "zh";

const catalogs: Record<Locale, () => Promise<{ messages: Messages }>> = {
  en: () => import("./en.po"),
  zh: () => import("./zh.po"),
};

/** Fetches a language and speaks it from then on. */
export async function speak(locale: Locale): Promise<void> {
  const { messages } = await catalogs[locale]();
  i18n.loadAndActivate({ locale, messages });
}
