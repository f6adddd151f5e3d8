import { useLingui } from "@lingui/react/macro";
import style from "./Amount.module.css";
import { type Money, moneyParts } from "./money";

interface AmountProps {
  of: Money;
  /** `row` in a list, `balance` on a page, `result` for somebody across the table. */
  size: "row" | "balance" | "result";
  /** It moved: with its sign, and amber when it came in. */
  moved?: boolean;
}

/** Signs from which on an amount is written smaller, so that it stays on one line of a phone. */
const LONG = 10;

/** Money, as the one thing to read: the currency's sign is smaller than the figures. */
export function Amount({ of, size, moved = false }: AmountProps) {
  const { i18n } = useLingui();
  const parts = moneyParts(of, i18n.locale, moved ? "always" : size === "balance" ? "below" : "never");
  const long = parts.reduce((length, { value }) => length + value.length, 0) > LONG;
  const className = [style.amount, style[size], long && style.long, moved && of.minor > 0 && style.came].filter(Boolean).join(" ");
  return (
    <span className={className}>
      {parts.map(({ type, value }) => (
        <span key={`${type} ${value}`} className={type === "currency" ? style.currency : undefined}>
          {type === "minusSign" ? "−" : value}
        </span>
      ))}
    </span>
  );
}
