import { I18nProvider } from "@lingui/react";
import type { ReactNode } from "react";
import { Boot } from "../design/Boot/Boot";
import { spoken } from "../strings/spoken";
import { useSpoken } from "../strings/useSpoken";
import { speak, speakInside } from "../strings/words";

/** Gives the screens their language; until the first one has come, the bowl of the page stays. */
export function Words({ children }: { children: ReactNode }) {
  return useSpoken(speak) ? <I18nProvider i18n={spoken}>{children}</I18nProvider> : <Boot />;
}

/** The words that only who is signed in needs. */
export function InsideWords({ children }: { children: ReactNode }) {
  return useSpoken(speakInside) ? children : <Boot />;
}
