import { useLingui } from "@lingui/react/macro";
import { region } from "../../design/region";

/** `2026-11`, by the reader's clock. */
export function monthOf(at: number): string {
  const day = new Date(at);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, "0")}`;
}

/** The first and the last day of a month. */
export function daysOf(month: string): { readonly from: string; readonly to: string } {
  const [year = 0, nth = 0] = month.split("-").map(Number);
  return { from: `${month}-01`, to: `${month}-${new Date(Date.UTC(year, nth, 0)).getUTCDate()}` };
}

/** `November 2026`, 2026年11月. */
export function useMonthName(): (month: string) => string {
  const { i18n } = useLingui();
  const form = new Intl.DateTimeFormat(region(i18n.locale), { month: "long", year: "numeric", timeZone: "UTC" });
  return (month) => {
    const first = new Date(`${month}-01T00:00:00Z`);
    return Number.isNaN(first.getTime()) ? month : form.format(first);
  };
}
