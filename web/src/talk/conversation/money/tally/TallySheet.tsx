import { useLingui } from "@lingui/react/macro";
import Eye from "~icons/ph/eye";
import { moneyText } from "../../../../design/Amount/money";
import { Avatar } from "../../../../design/Avatar/Avatar";
import { Button } from "../../../../design/Button/Button";
import { ProblemLine } from "../../../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../../../design/LearnsLine/LearnsLine";
import { Row, Rows } from "../../../../design/Row/Row";
import { Sheet } from "../../../../design/Sheet/Sheet";
import type { Problem, Tally, TallyPart } from "../../../../matrix/model";
import style from "../MoneyCard.module.css";
import { usePartWord, useStateSentence } from "./useTallyWords";

interface TallySheetProps {
  tally: Tally;
  parts: readonly TallyPart[];
  me: string;
  busy: boolean;
  problem: Problem | null;
  onWithdraw: () => void;
  onClose: () => void;
}

/** Who pays what of a bill, and who has. Only those who share it see this. */
export function TallySheet({ tally, parts, me, busy, problem, onWithdraw, onClose }: TallySheetProps) {
  const { t, i18n } = useLingui();
  const word = usePartWord();
  const sentence = useStateSentence(tally, me);
  return (
    <Sheet
      title={tally.note || t`A bill is split`}
      onClose={onClose}
      bottom={
        tally.asker?.userId === me &&
        tally.state === "open" && (
          <>
            <ProblemLine problem={problem} />
            <Button kind="outline" busy={busy} onClick={onWithdraw}>
              {t`Withdraw what is not paid`}
            </Button>
          </>
        )
      }
    >
      <p className={style.sum}>
        <span>{sentence}</span>
        <span>{moneyText(tally.amount, i18n.locale)}</span>
      </p>
      <Rows label={t`Who pays what`}>
        {parts.map(({ person, amount, state }, nth) => (
          <Row
            wraps
            // biome-ignore lint/suspicious/noArrayIndexKey: parts stay in the order in which they were named
            key={nth}
            leading={person && <Avatar of={person.avatar} size={44} />}
            title={person?.userId === me ? t`You` : (person?.name ?? t`Somebody who has left`)}
            second={word(state)}
            meta={moneyText(amount, i18n.locale)}
          />
        ))}
      </Rows>
      <LearnsLine icon={<Eye />}>{t`Only those who share the bill see this list.`}</LearnsLine>
    </Sheet>
  );
}
