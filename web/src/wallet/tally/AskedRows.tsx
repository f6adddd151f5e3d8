import { useLingui } from "@lingui/react/macro";
import { moneyText } from "../../design/Amount/money";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button, ButtonLink } from "../../design/Button/Button";
import { useVerb } from "../../matrix/react";
import type { TallyAsked } from "../model";
import { useWallet } from "../react";
import { faceOf, handleOf, nameOf } from "../words/nameOf";
import { WalletProblemLine } from "../words/WalletProblemLine";
import style from "./Tallies.module.css";

interface AskedRowsProps {
  tallies: readonly TallyAsked[];
  /** One was declined. */
  onChanged: () => Promise<void>;
}

/** Who asks for how much, and the two answers: paying leads to the page that shows whom it pays. */
export function AskedRows({ tallies, onChanged }: AskedRowsProps) {
  const { t } = useLingui();
  return (
    <ul className={style.asked} aria-label={t`Asked of you`}>
      {tallies.map((tally) => (
        <AskedRow key={tally.id} tally={tally} onChanged={onChanged} />
      ))}
    </ul>
  );
}

function AskedRow({ tally: { id, asker, amount, note }, onChanged }: { tally: TallyAsked; onChanged: () => Promise<void> }) {
  const { t, i18n } = useLingui();
  const wallet = useWallet();
  const decline = useVerb(async () => {
    await wallet.declineTally(id);
    await onChanged();
  });
  const name = nameOf(asker);
  const much = moneyText(amount, i18n.locale);
  return (
    <li className={style.row}>
      <Avatar of={faceOf(asker)} size={44} />
      <div className={style.said}>
        <p className={style.what}>{t`${name} asks you for ${much}`}</p>
        <p className={style.second}>{[handleOf(asker), note].filter(Boolean).join(" · ")}</p>
        <div className={style.answers}>
          <ButtonLink size="small" href={`#/tally/${id}`}>
            {t`Pay`}
          </ButtonLink>
          <Button kind="outline" size="small" busy={decline.busy} onClick={() => void decline.run()}>
            {t`Decline`}
          </Button>
        </div>
        <WalletProblemLine problem={decline.problem} />
      </div>
    </li>
  );
}
