import { useLingui } from "@lingui/react/macro";
import EyeSlash from "~icons/ph/eye-slash";
import { Amount } from "../../design/Amount/Amount";
import { Avatar } from "../../design/Avatar/Avatar";
import { ButtonLink } from "../../design/Button/Button";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { useMoments } from "../../design/moments";
import { ResultScreen } from "../../design/ResultScreen/ResultScreen";
import type { Done } from "../model";
import { faceOf, nameOf } from "../words/nameOf";

/** The money is theirs. */
export function Sent({ done }: { done: Done }) {
  const { t } = useLingui();
  const { date, time } = useMoments();
  const { to } = done;
  const name = to && nameOf(to);
  return (
    <ResultScreen
      word={t`Sent`}
      amount={<Amount size="result" of={done.amount} />}
      counterpart={
        to && (
          <>
            <Avatar of={faceOf(to)} size={38} />
            <span>{name}</span>
          </>
        )
      }
      facts={[
        { name: t`Receipt`, value: done.receipt },
        { name: t`When`, value: `${date(done.at)}, ${time(done.at)}` },
      ]}
      learns={
        name && <LearnsLine icon={<EyeSlash />}>{t`${name} sees your name and the amount, and nothing else of your wallet.`}</LearnsLine>
      }
      bottom={<ButtonLink href="#/">{t`Done`}</ButtonLink>}
    />
  );
}
