/** In which form of the app's language dates and lists are written. `en` alone means the American one: the month before the day, and a comma before *and*. */
export function region(locale: string): string {
  return locale === "en" ? "en-GB" : locale;
}
