import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import Chat from "~icons/ph/chat-text";
import Eye from "~icons/ph/eye";
import Gavel from "~icons/ph/gavel";
import { moneyText } from "../../design/Amount/money";
import { useMoments } from "../../design/moments";
import type { Dispute } from "../model";
import style from "./Disputes.module.css";
import { useReasons } from "./useDisputeWord";

interface Step {
  readonly at: number;
  readonly icon: ReactNode;
  readonly who: string;
  readonly what?: string;
  readonly words?: string;
}

/** What came of it, in the order in which it came. */
export function Steps({ dispute }: { dispute: Dispute }) {
  const { t } = useLingui();
  const { full } = useMoments();
  const steps = useSteps(dispute);
  return (
    <ol className={style.steps} aria-label={t`What came of it`}>
      {steps.map(({ at, icon, who, what, words }) => (
        <li key={`${who} ${at}`} className={style.step}>
          <span className={style.icon}>{icon}</span>
          <div className={style.said}>
            <p className={style.who}>
              <span>{who}</span> <time className={style.at}>{full(at)}</time>
            </p>
            {what && <p className={style.what}>{what}</p>}
            {words && <p className={style.words}>{words}</p>}
          </div>
        </li>
      ))}
    </ol>
  );
}

function useSteps({ side, reason, words, at, answer, decision, looks }: Dispute): readonly Step[] {
  const { t, i18n } = useLingui();
  const reasons = useReasons();
  const payer = side === "payer";
  const decided = decision && moneyText(decision.refund, i18n.locale);
  const steps: Step[] = [
    { at, icon: <Chat />, who: payer ? t`You` : t`Whoever paid`, what: reasons[reason], words },
    ...(answer ? [{ at: answer.at, icon: <Chat />, who: payer ? t`The payee` : t`You`, words: answer.words }] : []),
    ...looks.map((looked) => ({ at: looked, icon: <Eye />, who: t`Somebody of the house looked` })),
    ...(decision
      ? [
          {
            at: decision.at,
            icon: <Gavel />,
            who: t`The house decided`,
            what: decision.refund.minor > 0 ? t`${{ amount: decided }} goes back` : t`Nothing goes back`,
            words: decision.reason,
          },
        ]
      : []),
  ];
  return steps.sort((one, other) => one.at - other.at);
}
