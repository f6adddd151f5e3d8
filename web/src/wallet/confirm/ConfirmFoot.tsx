import { useLingui } from "@lingui/react/macro";
import Fingerprint from "~icons/ph/fingerprint";
import Password from "~icons/ph/password";
import { Button } from "../../design/Button/Button";
import { ErrorLine } from "../../design/ErrorLine/ErrorLine";
import type { ProblemCode } from "../../matrix/model";
import type { Verb } from "../../matrix/react";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** After these nobody knows whether it has happened. */
const LOST: readonly ProblemCode[] = ["offline", "serverError"];

interface ConfirmFootProps {
  confirm: Verb<[], void>;
  again: Verb<[], void>;
  /** A password stands in for the passkey. */
  standsIn: boolean;
}

/** Confirms by the passkey; where that was refused, or its answer lost, asks the house what has become of it. */
export function ConfirmFoot({ confirm, again, standsIn }: ConfirmFootProps) {
  const { t } = useLingui();
  const lost = confirm.problem !== null && LOST.includes(confirm.problem.code);
  return (
    <>
      {lost && !again.problem ? (
        <ErrorLine>{t`The answer of the house was lost, and the money may have gone. Look: it is never sent twice.`}</ErrorLine>
      ) : (
        <WalletProblemLine problem={again.problem ?? confirm.problem} />
      )}
      {confirm.problem && confirm.problem.code !== "passkeyCancelled" ? (
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
