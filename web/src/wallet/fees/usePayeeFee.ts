import { useLingui } from "@lingui/react/macro";
import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";

/** So many points, in which the house says it, are the whole. */
const WHOLE = 10_000;

/** What a payee leaves to the house, as `0.6%`. Null where that is nothing, and while the house has not said. */
export function usePayeeFee(): string | null {
  const { i18n } = useLingui();
  const house = useAnswer(useWallet().house);
  if (house.state !== "ready" || house.answer.payeeFee === 0) return null;
  return new Intl.NumberFormat(i18n.locale, { style: "percent", maximumFractionDigits: 2 }).format(house.answer.payeeFee / WHOLE);
}
