/** What this wallet counts in: ISO 4217, as letters and as the number that stands in codes. */
export const CURRENCY = "CNY";
export const CURRENCY_NUMBER = 156;
