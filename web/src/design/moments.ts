import { useLingui } from "@lingui/react/macro";
import { region } from "./region";

interface Moments {
  /** `10:42`. */
  readonly time: (at: number) => string;
  /** `24 November 2026`. */
  readonly date: (at: number) => string;
  /** `24 Nov, 10:42`; only the time today. */
  readonly full: (at: number) => string;
}

/** Says when something was, in the reader's language, by the reader's clock. */
export function useMoments(): Moments {
  const { i18n } = useLingui();
  return momentsIn(i18n.locale);
}

/** The same for a language of the app; which country's form of it the browser speaks makes no difference to one date beside another. */
export function momentsIn(locale: string): Moments {
  const by = (options: Intl.DateTimeFormatOptions) => (at: number) => new Intl.DateTimeFormat(region(locale), options).format(at);
  const time = by({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const dayAndTime = by({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return {
    time,
    date: by({ day: "numeric", month: "long", year: "numeric" }),
    full: (at) => (new Date(at).toDateString() === new Date().toDateString() ? time(at) : dayAndTime(at)),
  };
}
