import { useEffect, useState } from "react";
import { useLanguage } from "../design/look";
import type { Locale } from "./speaking";

/** Whether the reader's language has come. Once one is there, the next is waited for in it. */
export function useSpoken(say: (locale: Locale) => Promise<void>): boolean {
  const language = useLanguage();
  const [spoken, setSpoken] = useState(false);
  const [fault, setFault] = useState<unknown>(null);
  useEffect(() => {
    say(language).then(() => setSpoken(true), setFault);
  }, [language, say]);
  if (fault && !spoken) throw fault;
  return spoken;
}
