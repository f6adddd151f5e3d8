import { useLingui } from "@lingui/react/macro";
import { ErrorLine, ProblemLine } from "../../../design/ErrorLine/ErrorLine";
import type { Answer } from "../../../matrix/react";
import style from "./MoneyCard.module.css";

interface AskedOfHouseProps {
  what: Exclude<Answer<unknown>, { readonly state: "ready" }>;
  again: () => Promise<void>;
  active: boolean;
}

/** A card of which the house has said nothing yet, or nothing good. */
export function AskedOfHouse({ what, again, active }: AskedOfHouseProps) {
  const { t } = useLingui();
  if (what.state === "loading") return <div className={style.waits} role="status" aria-label={t`Asking the house`} />;
  return (
    <div className={style.card}>
      {what.problem.code === "notFound" ? (
        <ErrorLine>{t`The house knows of no money here. Trust no figure that only a message names.`}</ErrorLine>
      ) : (
        <ProblemLine
          problem={what.problem}
          action={
            <button type="button" className={style.again} tabIndex={active ? undefined : -1} onClick={() => void again()}>
              {t`Try again`}
            </button>
          }
        />
      )}
    </div>
  );
}
