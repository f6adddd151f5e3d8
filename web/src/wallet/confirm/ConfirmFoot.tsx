import { useLingui } from "@lingui/react/macro";
import Fingerprint from "~icons/ph/fingerprint";
import Password from "~icons/ph/password";
import { Button } from "../../design/Button/Button";
import { ErrorLine } from "../../design/ErrorLine/ErrorLine";
import type { Problem, ProblemCode } from "../../matrix/model";
import type { Verb } from "../../matrix/react";
import { type MoneyCode, MoneyProblem } from "../model";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** After these nobody knows whether it has happened. */
const LOST: readonly ProblemCode[] = ["offline", "serverError"];

/** After these another amount may do. */
const AMOUNT: readonly MoneyCode[] = ["fundsInsufficient", "amountInvalid", "balanceTooLarge"];

interface ConfirmFootProps {
  confirm: Verb<[], void>;
  again: Verb<[], void>;
  /** A password stands in for the passkey. */
  standsIn: boolean;
  /** Back to the form. */
  onClose: () => void;
}

/** Confirms by the passkey; where its answer was lost, or the question is too old, asks the house what has become of it. What was refused for a reason leads back to the form. */
export function ConfirmFoot({ confirm, again, standsIn, onClose }: ConfirmFootProps) {
  const { t } = useLingui();
  const lost = confirm.problem !== null && LOST.includes(confirm.problem.code);
  const refused = reasonOf(again.problem ?? confirm.problem);
  return (
    <>
      {lost && !again.problem ? (
        <ErrorLine>{t`The answer of the house was lost, and the money may have gone. Look: it is never sent twice.`}</ErrorLine>
      ) : (
        <WalletProblemLine problem={again.problem ?? confirm.problem} />
      )}
      {refused ? (
        <Button onClick={onClose}>{AMOUNT.includes(refused) ? t`Change the amount` : t`Back`}</Button>
      ) : confirm.problem && confirm.problem.code !== "passkeyCancelled" ? (
        <Button kind="outline" busy={again.busy} onClick={() => void again.run()}>
          {t`See what has become of it`}
        </Button>
      ) : (
        <Button icon={standsIn ? <Password /> : <Fingerprint />} busy={confirm.busy} onClick={() => void confirm.run()}>
          {standsIn ? t`Confirm with my password` : t`Confirm with my passkey`}
        </Button>
      )}
    </>
  );
}

/** Why no money moved, and will not by asking again; null where it may. */
function reasonOf(problem: Problem | null): MoneyCode | null {
  return problem instanceof MoneyProblem && problem.money !== "ledgerBusy" ? problem.money : null;
}
