import { useLingui } from "@lingui/react/macro";
import { Amount } from "../../design/Amount/Amount";
import { Avatar } from "../../design/Avatar/Avatar";
import { ButtonLink } from "../../design/Button/Button";
import { type Result, ResultScreen } from "../../design/ResultScreen/ResultScreen";
import type { TallyAsked } from "../model";
import { faceOf, nameOf } from "../words/nameOf";
import { useWayBack } from "../words/useWayBack";

/** What has come of one's part, and the way back to the conversation. */
export function TallyResult({ tally: { state, amount, asker, room } }: { tally: TallyAsked }) {
  const { t } = useLingui();
  const chat = useWayBack(room);
  const results: Record<Exclude<TallyAsked["state"], "asked">, [Result, string]> = {
    paid: ["done", t`Paid`],
    onItsWay: ["held", t`On its way`],
    declined: ["refused", t`Declined`],
    withdrawn: ["refused", t`Taken back`],
    late: ["refused", t`Too late`],
  };
  const [result, word] = results[state === "asked" ? "onItsWay" : state];
  return (
    <ResultScreen
      result={result}
      word={word}
      amount={<Amount size="result" of={amount} />}
      says={result === "refused" && t`Nothing is asked of you any more. No money has moved.`}
      counterpart={
        <>
          <Avatar of={faceOf(asker)} size={38} />
          <span>{nameOf(asker)}</span>
        </>
      }
      bottom={
        <>
          <ButtonLink href={chat}>{t`Back to the conversation`}</ButtonLink>
          <ButtonLink kind="quiet" href="#/">{t`To my wallet`}</ButtonLink>
        </>
      }
    />
  );
}
