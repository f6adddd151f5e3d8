import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { Amount } from "../../design/Amount/Amount";
import { Sheet } from "../../design/Sheet/Sheet";
import { useVerb } from "../../matrix/react";
import { ConfirmFoot } from "../confirm/ConfirmFoot";
import { PayeeRow } from "../confirm/PayeeRow";
import type { AskedCard, CardMade } from "../model";
import { useWallet } from "../react";
import { nameOf } from "../words/nameOf";
import style from "./Give.module.css";

interface GiveSheetProps {
  asked: AskedCard;
  onClose: () => void;
  /** The house wants the passkey anew. */
  onAskedAnew: (asked: AskedCard) => void;
  onMade: (made: CardMade) => Promise<void>;
}

/** What the passkey confirms: the amount, and whom or how many it is for. */
export function GiveSheet({ asked, onClose, onAskedAnew, onMade }: GiveSheetProps) {
  const { t } = useLingui();
  const wallet = useWallet();
  const confirm = useVerb(async () => onMade(await wallet.confirmCard(asked)));
  const again = useVerb(async () => {
    const answer = await wallet.askCard(asked.id, asked.wanted);
    confirm.clear();
    if ("card" in answer) await onMade(answer);
    else onAskedAnew(answer);
  });
  const { payee } = asked;
  return (
    <Sheet
      title={payee ? t`For ${{ name: nameOf(payee) }}` : t`Red packet`}
      onClose={onClose}
      closable={!confirm.busy && !again.busy}
      bottom={<ConfirmFoot confirm={confirm} again={again} standsIn={asked.options === null} onClose={onClose} />}
    >
      <Shown asked={asked} />
    </Sheet>
  );
}

/** What the passkey confirms. */
function Shown({ asked: { payee, wanted } }: { asked: AskedCard }) {
  const { t } = useLingui();
  const { shares } = wanted;
  return (
    <>
      <p className={style.amount}>
        <Amount size="result" of={wanted.amount} />
      </p>
      {payee && <PayeeRow payee={payee} />}
      {shares !== undefined && (
        <p>{t`For ${plural(shares, { one: "# person", other: "# people" })} of the conversation that you came from.`}</p>
      )}
    </>
  );
}
