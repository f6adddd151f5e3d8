/** The check digit that belongs behind these digits: it catches one wrong digit, and two neighbours that changed places. */
export function luhn(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index++) {
    const digit = Number(digits[digits.length - 1 - index]) * (index % 2 === 0 ? 2 : 1);
    sum += digit > 9 ? digit - 9 : digit;
  }
  return String((10 - (sum % 10)) % 10);
}

/** Whether the last digit is the one that belongs there. */
export function luhnHolds(digits: string): boolean {
  return luhn(digits.slice(0, -1)) === digits.at(-1);
}
