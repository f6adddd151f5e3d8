import { useLingui } from "@lingui/react/macro";

const DAY = 86_400_000;

interface Moments {
  /** `10:42`. */
  readonly time: (at: number) => string;
  /** `10:42` today, `Yesterday`, a weekday within a week, else the date. */
  readonly short: (at: number) => string;
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
    full: (at) => (daysAgo(at) === 0 ? time(at) : dayAndTime(at)),
    short: (at) => {
      const days = daysAgo(at);
      if (days <= 0) return time(at);
      if (days === 1) return new Intl.RelativeTimeFormat(locale, { numeric: "auto" }).format(-1, "day");
      if (days < 7) return by({ weekday: "short" })(at);
      return by({ day: "numeric", month: "short", ...(days > 300 ? { year: "numeric" } : {}) })(at);
    },
  };
}

/** Whole days between that day and today, by the calendar. */
function daysAgo(at: number): number {
  return Math.round((new Date().setHours(0, 0, 0, 0) - new Date(at).setHours(0, 0, 0, 0)) / DAY);
}
