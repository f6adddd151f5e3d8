import { useLingui } from "@lingui/react/macro";
import { Button, ButtonLink } from "../../design/Button/Button";
import { type Result, ResultScreen } from "../../design/ResultScreen/ResultScreen";
import type { Problem } from "../../matrix/model";
import { type MoneyCode, MoneyProblem } from "../model";
import { useMoneySentence, WalletProblemLine } from "../words/WalletProblemLine";

interface NotPaidProps {
  problem: Problem;
  onAgain: () => void;
  onScan: () => void;
}

/** What was scanned cannot be paid, and why; or the house could not be asked. */
export function NotPaid({ problem, onAgain, onScan }: NotPaidProps) {
  const { t } = useLingui();
  const sentence = useMoneySentence();
  const words = useWords();
  const known = problem instanceof MoneyProblem ? problem : null;
  const word = known && words[known.money];
  const [result, said]: [Result, string] = word ?? ["again", t`Not known yet`];
  return (
    <ResultScreen
      result={result}
      word={said}
      says={known && sentence(known)}
      learns={!known && <WalletProblemLine problem={problem} />}
      bottom={
        <>
          {known ? <Button onClick={onScan}>{t`Scan another code`}</Button> : <Button onClick={onAgain}>{t`Try again`}</Button>}
          <ButtonLink kind="quiet" href="#/">{t`Done`}</ButtonLink>
        </>
      }
    />
  );
}

function useWords(): Partial<Record<MoneyCode, [Result, string]>> {
  const { t } = useLingui();
  return {
    codeMisread: ["again", t`Not read`],
    codeMalformed: ["refused", t`Not a code that pays`],
    codeOfPayer: ["refused", t`This one pays`],
    codeForeign: ["refused", t`Not ours`],
    posterUnknown: ["refused", t`Nobody's code`],
    posterWithdrawn: ["refused", t`Taken down`],
    posterExpired: ["refused", t`Too late`],
    posterPaid: ["refused", t`Paid already`],
    posterAltered: ["refused", t`Do not pay`],
    payeeIsSelf: ["refused", t`Your own code`],
    payeeChanged: ["again", t`Scan once more`],
  };
}
