import { useLingui } from "@lingui/react/macro";
import { ErrorLine } from "../../design/ErrorLine/ErrorLine";
import type { Problem, ProblemCode } from "../../matrix/model";
import { MoneyProblem } from "../model";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** After these nobody knows whether it has happened. */
const LOST: readonly ProblemCode[] = ["offline", "serverError"];

/** Why it was not paid. Where the answer was lost, the same button asks again for the same payment. */
export function Refusal({ problem }: { problem: Problem | null }) {
  const { t } = useLingui();
  const lost = problem && (LOST.includes(problem.code) || (problem instanceof MoneyProblem && problem.money === "ledgerBusy"));
  if (!lost) return <WalletProblemLine problem={problem} />;
  return (
    <ErrorLine>{t`The answer of the house was lost, and the money may have gone. Press once more: it is never paid twice.`}</ErrorLine>
  );
}
