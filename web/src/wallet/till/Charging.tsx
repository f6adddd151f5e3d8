import { useLingui } from "@lingui/react/macro";
import { useCallback, useEffect, useState } from "react";
import { Amount } from "../../design/Amount/Amount";
import { Button } from "../../design/Button/Button";
import { Page } from "../../design/Page/Page";
import { ResultScreen } from "../../design/ResultScreen/ResultScreen";
import type { Problem, ProblemCode } from "../../matrix/model";
import { useVerb } from "../../matrix/react";
import { useFaceName } from "../faces/useFaceName";
import { type Charge, MoneyProblem } from "../model";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";
import type { Wanted } from "./Till";
import style from "./Till.module.css";
import { useAnswered } from "./useAnswered";

/** After these nobody knows whether it has happened. */
const LOST: readonly ProblemCode[] = ["offline", "serverError"];

interface ChargingProps {
  asked: Wanted;
  onDone: (charge: Charge) => void;
  onScan: () => void;
  /** Nothing came of it. */
  onClose: () => void;
  /** It is open still, and the till goes on. */
  onLeave: () => void;
}

/** The house is asked, and perhaps the payer's phone. */
export function Charging({ asked, onDone, onScan, onClose, onLeave }: ChargingProps) {
  const wallet = useWallet();
  const [waiting, setWaiting] = useState<Charge | null>(null);
  const ask = useVerb(
    useCallback(async () => {
      const charge = await wallet.charge(asked.id, asked.code, asked.amount, asked.source);
      if (charge.state === "waiting") setWaiting(charge);
      else onDone(charge);
    }, [wallet, asked, onDone]),
  );
  useEffect(() => void ask.run(), [ask.run]);
  const word = ask.problem instanceof MoneyProblem ? ask.problem.money : null;
  if (word === "codeAgain" || word === "codeRefused") return <NotTaken word={word} asked={asked} onScan={onScan} onClose={onClose} />;
  if (ask.problem) {
    const ways = { onAgain: () => void ask.run(), onClose, onLeave };
    return <NotHeard asked={asked} problem={ask.problem} busy={ask.busy} {...ways} />;
  }
  return <Waiting asked={asked} charge={waiting} onDone={onDone} onLeave={onLeave} />;
}

function Waiting({ asked, charge, onDone, onLeave }: Pick<ChargingProps, "asked" | "onDone" | "onLeave"> & { charge: Charge | null }) {
  const { t } = useLingui();
  const nameOf = useFaceName();
  useAnswered(charge, onDone);
  return (
    <Page alone tone="receive" bottom={<Button kind="quiet" onClick={onLeave}>{t`Next guest`}</Button>}>
      <div className={style.waiting} role="status">
        <span className={style.wheel} aria-hidden="true" />
        <h1 className={style.word} tabIndex={-1}>
          {charge ? t`Waiting for the payer` : t`Asking the house`}
        </h1>
        <Amount size="result" of={asked.amount} />
        {charge && <p>{t`${{ name: nameOf(charge.payer) }} is asked on their phone. Without an answer in 20 seconds nothing is paid.`}</p>}
        {charge && <p>{t`The answer fills this screen, also while you serve the next guest.`}</p>}
      </div>
    </Page>
  );
}

/** One of the two words that a till gets for a code that does not hold; the exact one is its owner's. */
function NotTaken({
  word,
  asked,
  onScan,
  onClose,
}: Pick<ChargingProps, "asked" | "onScan" | "onClose"> & { word: "codeAgain" | "codeRefused" }) {
  const { t } = useLingui();
  const again = word === "codeAgain";
  return (
    <ResultScreen
      result={again ? "again" : "refused"}
      word={again ? t`Again` : t`Refused`}
      amount={<Amount size="result" of={asked.amount} />}
      says={
        again
          ? t`This code is too old or too new. Let them show a fresh one. No money has moved.`
          : t`This code pays nothing here. No money has moved.`
      }
      bottom={
        <>
          <Button onClick={onScan}>{t`Scan a fresh code`}</Button>
          <Button kind="quiet" onClick={onClose}>{t`Back to the amount`}</Button>
        </>
      }
    />
  );
}

interface NotHeardProps {
  asked: Wanted;
  problem: Problem;
  busy: boolean;
  onAgain: () => void;
  onClose: () => void;
  onLeave: () => void;
}

/** No answer, and nobody knows; asked again it is the same charge, so nobody pays twice. Or an answer about this till: nothing was charged. */
function NotHeard({ asked, problem, busy, onAgain, onClose, onLeave }: NotHeardProps) {
  const { t } = useLingui();
  const lost = LOST.includes(problem.code) || (problem instanceof MoneyProblem && problem.money === "ledgerBusy");
  return (
    <ResultScreen
      result="again"
      word={lost ? t`Not known yet` : t`Not charged`}
      amount={<Amount size="result" of={asked.amount} />}
      says={lost && t`Hand nothing over before this is known. Asked again, it is never paid twice.`}
      learns={<WalletProblemLine problem={problem} />}
      bottom={
        <>
          {lost && <Button busy={busy} onClick={onAgain}>{t`See what has become of it`}</Button>}
          {lost ? (
            <Button kind="quiet" onClick={onLeave}>{t`Next guest`}</Button>
          ) : (
            <Button onClick={onClose}>{t`Back to the amount`}</Button>
          )}
        </>
      }
    />
  );
}
