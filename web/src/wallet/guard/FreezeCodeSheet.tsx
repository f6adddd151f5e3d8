import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Fingerprint from "~icons/ph/fingerprint";
import { Button } from "../../design/Button/Button";
import { Sheet } from "../../design/Sheet/Sheet";
import { useVerb } from "../../matrix/react";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";
import style from "./Guard.module.css";

/** A code on paper, for the day when the phone is gone. */
export function FreezeCodeSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [code, setCode] = useState<string | null>(null);
  const make = useVerb(async () => setCode(await wallet.makeFreezeCode()));
  return (
    <Sheet
      title={code === null ? t`Make a freeze code` : t`Write this down`}
      onClose={onClose}
      closable={!make.busy}
      bottom={
        <>
          <WalletProblemLine problem={make.problem} />
          {code === null ? (
            <Button icon={<Fingerprint />} busy={make.busy} onClick={() => void make.run()}>
              {t`Make my code`}
            </Button>
          ) : (
            <Button onClick={onClose}>{t`I have it`}</Button>
          )}
        </>
      }
    >
      {code === null ? (
        <p>{t`Keep it on paper, away from the phone. Whoever has it can freeze your wallet, and nothing else. One that you made before ends.`}</p>
      ) : (
        <>
          <p className={style.code}>{code}</p>
          <p>{t`It is shown this once. On the wallet's first page, choose Freeze a wallet, and give your handle and this code.`}</p>
        </>
      )}
    </Sheet>
  );
}
