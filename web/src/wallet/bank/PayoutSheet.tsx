import { useLingui } from "@lingui/react/macro";
import { Amount } from "../../design/Amount/Amount";
import { Button } from "../../design/Button/Button";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import { useVerb } from "../../matrix/react";
import type { Payout } from "../model";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { grouped } from "./iban";
import { usePayoutWord } from "./usePayoutWord";

/** One piece of money that was taken out: taken back while it waits. */
export function PayoutSheet({ payout, onClose, onChanged }: { payout: Payout; onClose: () => void; onChanged: () => Promise<void> }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const word = usePayoutWord();
  const cancel = useVerb(async () => {
    await wallet.cancelOut(payout.id);
    await onChanged();
  });
  return (
    <Sheet
      title={t`Taken out`}
      onClose={onClose}
      closable={!cancel.busy}
      bottom={
        payout.state === "waiting" && (
          <>
            <WalletProblemLine problem={cancel.problem} />
            <Button kind="outline" busy={cancel.busy} onClick={() => void cancel.run()}>{t`Take it back`}</Button>
          </>
        )
      }
    >
      <p>
        <Amount size="balance" of={payout.amount} />
      </p>
      <p>{word(payout)}</p>
      <Rows label={t`Taken out`}>
        <Row wraps title={payout.to?.name ?? t`Taken out`} {...(payout.to && { second: grouped(payout.to.iban) })} meta={payout.id} />
      </Rows>
    </Sheet>
  );
}
