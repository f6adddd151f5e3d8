import { useLingui } from "@lingui/react/macro";
import { Button } from "../../design/Button/Button";
import type { Problem } from "../../matrix/model";
import { WalletProblemLine } from "./WalletProblemLine";

/** What was asked and not answered, with a way to ask again. */
export function Retry({ problem, again }: { problem: Problem; again: () => void }) {
  const { t } = useLingui();
  return (
    <WalletProblemLine
      problem={problem}
      action={
        <Button kind="outline" size="small" onClick={again}>
          {t`Try again`}
        </Button>
      }
    />
  );
}
