import { I18nProvider } from "@lingui/react";
import { type ReactNode, useEffect, useState } from "react";
import { useLanguage } from "../design/look";
import { spoken } from "../strings/spoken";
import { speak, speakInside } from "../strings/words";
import { Boot } from "./Boot";

/** Gives the screens their language; until the first one has come, the bowl of the page stays. */
export function Words({ children }: { children: ReactNode }) {
  return useSpoken(speak) ? <I18nProvider i18n={spoken}>{children}</I18nProvider> : <Boot />;
}

/** The words that only who is signed in needs. */
export function InsideWords({ children }: { children: ReactNode }) {
  return useSpoken(speakInside) ? children : <Boot />;
}

/** Once a language is there, the next one is waited for in it. */
function useSpoken(say: typeof speak): boolean {
  const language = useLanguage();
  const [spoken, setSpoken] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    say(language).then(() => setSpoken(true), setFault);
  }, [language, say]);
  if (fault && !spoken) throw fault;
  return spoken;
}
