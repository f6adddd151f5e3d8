import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import Fingerprint from "~icons/ph/fingerprint";
import { Amount } from "../../design/Amount/Amount";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button } from "../../design/Button/Button";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import { Tag } from "../../design/Tag/Tag";
import { useVerb } from "../../matrix/react";
import type { AskedCard, CardMade } from "../model";
import { useWallet } from "../react";
import { faceOf, nameOf } from "../words/nameOf";
import { WalletProblemLine } from "../words/WalletProblemLine";
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
      bottom={
        <>
          <WalletProblemLine problem={again.problem ?? confirm.problem} />
          {confirm.problem && confirm.problem.code !== "passkeyCancelled" ? (
            <Button kind="outline" busy={again.busy} onClick={() => void again.run()}>
              {t`See what has become of it`}
            </Button>
          ) : (
            <Button icon={<Fingerprint />} busy={confirm.busy} onClick={() => void confirm.run()}>
              {t`Confirm with my passkey`}
            </Button>
          )}
        </>
      }
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
      {payee && (
        <Rows label={t`To`}>
          <Row
            wraps
            leading={<Avatar of={faceOf(payee)} size={52} />}
            title={nameOf(payee)}
            second={payee.userId}
            meta={payee.verifiedName ? <Tag tone="jade">{t`Verified`}</Tag> : undefined}
          />
        </Rows>
      )}
      {shares !== undefined && (
        <p>{t`For ${plural(shares, { one: "# person", other: "# people" })} of the conversation that you came from.`}</p>
      )}
    </>
  );
}
