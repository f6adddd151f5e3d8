import { Plural, useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { moneyText } from "../../design/Amount/money";
import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";
import style from "./Till.module.css";

/** What this till has taken today. */
export function Today() {
  const { i18n } = useLingui();
  const wallet = useWallet();
  const page = useAnswer(() => wallet.charges(null));
  const { again } = page;
  useEffect(() => wallet.hear(({ type }) => type === "charge" && void again()), [wallet, again]);
  if (page.state !== "ready") return null;
  const { count, sum } = page.answer.today;
  return (
    <p className={style.today}>
      <span>
        <Plural value={count} _0="No payments today" one="Today, # payment" other="Today, # payments" />
      </span>
      <span className={style.sum}>{moneyText(sum, i18n.locale)}</span>
    </p>
  );
}
