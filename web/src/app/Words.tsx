import { i18n } from "@lingui/core";
import { I18nProvider } from "@lingui/react";
import { type ReactNode, useEffect, useState } from "react";
import { useLanguage } from "../design/look";
import { speak } from "../strings/words";

/** Gives the screens their language; until the first one has come, the bowl of the page stays. */
export function Words({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const [spoken, setSpoken] = useState<string | null>(null);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    speak(language).then(() => setSpoken(language), setFault);
  }, [language]);
  if (fault && !spoken) throw fault;
  if (!spoken) return null;
  return <I18nProvider i18n={i18n}>{children}</I18nProvider>;
}
