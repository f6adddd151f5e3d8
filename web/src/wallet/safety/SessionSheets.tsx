import { useLingui } from "@lingui/react/macro";
import { Button } from "../../design/Button/Button";
import { Sheet } from "../../design/Sheet/Sheet";
import { toast } from "../../design/Toast/Toast";
import { useVerb } from "../../matrix/react";
import type { SessionShown } from "../model";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** Another place where the wallet is open. */
export function SessionSheet({ session, onClose, onDone }: { session: SessionShown; onClose: () => void; onDone: () => Promise<void> }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const name = session.name || t`A browser without a name`;
  const end = useVerb(async () => {
    await wallet.endSession(session.id);
    toast(t`${name} is signed out.`);
    await onDone();
  });
  return (
    <Sheet
      title={name}
      onClose={onClose}
      closable={!end.busy}
      bottom={
        <>
          <WalletProblemLine problem={end.problem} />
          <Button kind="danger" busy={end.busy} onClick={() => void end.run()}>
            {t`Sign it out`}
          </Button>
        </>
      }
    >
      <p>{t`The wallet closes there at once. With a payment passkey it can be opened again.`}</p>
    </Sheet>
  );
}

/** Every place, this one too. */
export function AllSessionsSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const end = useVerb(wallet.endSessions);
  return (
    <Sheet
      title={t`Sign out everywhere?`}
      onClose={onClose}
      closable={!end.busy}
      bottom={
        <>
          <WalletProblemLine problem={end.problem} />
          <Button kind="danger" busy={end.busy} onClick={() => void end.run()}>
            {t`Sign out everywhere`}
          </Button>
          <Button kind="outline" disabled={end.busy} onClick={onClose}>
            {t`Leave them`}
          </Button>
        </>
      }
    >
      <p>{t`Here too. A payment passkey opens the wallet again.`}</p>
    </Sheet>
  );
}
