import { useLingui } from "@lingui/react/macro";
import { ErrorLine, ProblemLine } from "../../../design/ErrorLine/ErrorLine";
import type { TextItem } from "../../../matrix/model";
import style from "./MoneyCard.module.css";
import { PacketCard } from "./PacketCard";
import { TransferCard } from "./TransferCard";
import { useCard } from "./useCard";

/** Money that stands in the conversation. What the message says of it is for other apps; here the house says it. */
export function MoneyCard({ item, active }: { item: TextItem & { readonly card: string }; active: boolean }) {
  const { t } = useLingui();
  const money = useCard(item.card);
  const { card } = money;
  if (card.state === "loading") return <div className={style.waits} role="status" aria-label={t`Asking the house`} />;
  if (card.state === "failed") {
    return (
      <div className={style.card}>
        {card.problem.code === "notFound" ? (
          <ErrorLine>{t`The house knows of no money here. Trust no figure that only a message names.`}</ErrorLine>
        ) : (
          <ProblemLine
            problem={card.problem}
            action={
              <button type="button" className={style.again} tabIndex={active ? undefined : -1} onClick={() => void money.again()}>
                {t`Try again`}
              </button>
            }
          />
        )}
      </div>
    );
  }
  const Shown = card.answer.kind === "transfer" ? TransferCard : PacketCard;
  return <Shown card={card.answer} money={money} active={active} />;
}
