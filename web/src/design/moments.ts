import { useLingui } from "@lingui/react/macro";

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
  // The reader's own kind of English or 中文, where the browser names one.
  const locale = navigator.languages.find((one) => one.startsWith(i18n.locale)) ?? i18n.locale;
  const by = (options: Intl.DateTimeFormatOptions) => (at: number) => new Intl.DateTimeFormat(locale, options).format(at);
  const time = by({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  const dayAndTime = by({ day: "numeric", month: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" });
  return {
    time,
    date: by({ day: "numeric", month: "long", year: "numeric" }),
    full: (at) => (new Date(at).toDateString() === new Date().toDateString() ? time(at) : dayAndTime(at)),
  };
}
