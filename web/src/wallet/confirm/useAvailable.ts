import { useLingui } from "@lingui/react/macro";
import { moneyText } from "../../design/Amount/money";
import { useAnswer } from "../../matrix/react";
import { useWhenMoved } from "../home/useWhenMoved";
import { useWallet } from "../react";
import { CURRENCY } from "../words/currency";

/** What a form says below an amount. Nothing while the house has not said how much there is: in the end it decides. */
export function useAvailable(minor: number | null): { readonly note?: string; readonly tooMuch?: string } {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const balances = useAnswer(wallet.balance);
  const house = useAnswer(wallet.house);
  useWhenMoved(balances.again);
  if (balances.state !== "ready" || house.state !== "ready") return {};
  const own = balances.answer.find(({ balance }) => balance.currency === CURRENCY);
  const available = (own ? own.balance.minor - own.heldOut.minor : 0) + house.answer.creditLimit.minor;
  const amount = moneyText({ minor: available, currency: CURRENCY }, i18n.locale);
  return minor !== null && minor > available
    ? { tooMuch: t`There is not enough: your wallet has ${amount}.` }
    : { note: t`In your wallet: ${amount}` };
}
