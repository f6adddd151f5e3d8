import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Coins from "~icons/ph/hand-coins";
import { Amount } from "../../../../design/Amount/Amount";
import { moneyText } from "../../../../design/Amount/money";
import { Button } from "../../../../design/Button/Button";
import { ProblemLine } from "../../../../design/ErrorLine/ErrorLine";
import type { Tally } from "../../../../matrix/model";
import { AskedOfHouse } from "../AskedOfHouse";
import style from "../MoneyCard.module.css";
import { useToWallet } from "../useToWallet";
import { TallySheet } from "./TallySheet";
import { useTally } from "./useTally";
import { useStateSentence } from "./useTallyWords";

interface TallyCardProps {
  id: string;
  active: boolean;
}

/** Money that somebody asks for: who asks, how much of it is one's own, and where it stands. It is paid in the wallet, after a look. */
export function TallyCard({ id, active }: TallyCardProps) {
  const asking = useTally(id);
  const { tally } = asking;
  if (tally.state !== "ready") return <AskedOfHouse what={tally} again={asking.again} active={active} />;
  return <Shown tally={tally.answer} asking={asking} />;
}

function Shown({ tally, asking }: { tally: Tally; asking: ReturnType<typeof useTally> }) {
  const { t, i18n } = useLingui();
  const { me, end, problem } = asking;
  const [open, setOpen] = useState(false);
  const sentence = useStateSentence(tally, me);
  const { parts, mine, note } = tally;
  const split = (parts?.length ?? tally.asked) > 1;
  const total = moneyText(tally.amount, i18n.locale);
  return (
    <div className={`${style.card} ${style.transfer}`} data-tally="">
      <p className={style.head}>
        <Coins />
        {split ? t`A bill is split` : t`Money is asked for`}
      </p>
      <Amount of={mine?.amount ?? tally.amount} size="balance" />
      {split && mine && <p className={style.note}>{t`Your part of ${total}`}</p>}
      {note !== "" && <p className={style.for}>{note}</p>}
      <p className={style.state}>{sentence}</p>
      <Buttons tally={tally} asking={asking} split={split} onList={() => setOpen(true)} />
      <ProblemLine problem={problem} />
      {open && parts && (
        <TallySheet
          tally={tally}
          parts={parts}
          me={me}
          busy={end.busy}
          problem={problem}
          onWithdraw={() => void end.run("withdrawTally")}
          onClose={() => setOpen(false)}
        />
      )}
    </div>
  );
}

interface ButtonsProps {
  tally: Tally;
  asking: ReturnType<typeof useTally>;
  split: boolean;
  onList: () => void;
}

/** Paying leads to the wallet; of a bill that is split the list of its parts, in which who asks withdraws it. */
function Buttons({ tally, asking: { me, roomId, end }, split, onList }: ButtonsProps) {
  const { t } = useLingui();
  const toWallet = useToWallet();
  const owes = tally.mine?.state === "asked";
  const withdraws = !split && tally.asker?.userId === me && tally.state === "open";
  if (!owes && !withdraws && !(split && tally.parts)) return null;
  return (
    <div className={style.buttons}>
      {owes && (
        <>
          <Button size="small" onClick={() => toWallet(`/tally/${tally.id}/from/${encodeURIComponent(roomId)}`)}>
            {t`Pay`}
          </Button>
          <Button size="small" kind="quiet" busy={end.busy} onClick={() => void end.run("declineTally")}>
            {t`Decline`}
          </Button>
        </>
      )}
      {split && tally.parts && (
        <Button size="small" kind="quiet" onClick={onList}>
          {t`Who has paid`}
        </Button>
      )}
      {withdraws && (
        <Button size="small" kind="quiet" busy={end.busy} onClick={() => void end.run("withdrawTally")}>
          {t`Withdraw`}
        </Button>
      )}
    </div>
  );
}
