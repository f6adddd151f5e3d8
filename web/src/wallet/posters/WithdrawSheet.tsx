import { useLingui } from "@lingui/react/macro";
import { Button } from "../../design/Button/Button";
import { Sheet } from "../../design/Sheet/Sheet";
import { toast } from "../../design/Toast/Toast";
import { useVerb } from "../../matrix/react";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";

interface WithdrawSheetProps {
  id: string;
  onClose: () => void;
  onDone: () => void;
}

/** Takes a code out of use. */
export function WithdrawSheet({ id, onClose, onDone }: WithdrawSheetProps) {
  const { t } = useLingui();
  const wallet = useWallet();
  const withdraw = useVerb(async () => {
    await wallet.withdrawPoster(id);
    toast(t`The code is withdrawn.`);
    onDone();
  });
  return (
    <Sheet
      title={t`Withdraw this code?`}
      onClose={onClose}
      closable={!withdraw.busy}
      bottom={
        <>
          <WalletProblemLine problem={withdraw.problem} />
          <Button kind="danger" busy={withdraw.busy} onClick={() => void withdraw.run()}>
            {t`Withdraw it`}
          </Button>
          <Button kind="outline" disabled={withdraw.busy} onClick={onClose}>
            {t`Leave it`}
          </Button>
        </>
      }
    >
      <p>{t`Take it off the wall as well. Whoever scans it is told that it is withdrawn; what was paid by it stays.`}</p>
    </Sheet>
  );
}
