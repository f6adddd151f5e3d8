import { useLingui } from "@lingui/react/macro";
import Fingerprint from "~icons/ph/fingerprint";
import Flask from "~icons/ph/flask";
import { deviceName } from "../../api/deviceName";
import { Button } from "../../design/Button/Button";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { useAnswer, useNewest, useVerb } from "../../matrix/react";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";
import style from "./Door.module.css";
import { DoorHead } from "./DoorHead";

interface FirstPasskeyProps {
  onMade: () => Promise<void>;
  /** Goes on without one: in the sandbox a password stands in. */
  onWithout: () => void;
}

/** Nobody's money is safe by the password of their chats: the first thing in a wallet is its passkey. */
export function FirstPasskey({ onMade, onWithout }: FirstPasskeyProps) {
  const { t } = useLingui();
  const wallet = useWallet();
  const make = useVerb(async () => {
    await wallet.addPasskey(deviceName());
    await onMade();
  });
  const leave = useVerb(wallet.signOut);
  const house = useAnswer(wallet.house);
  const hasNone = make.problem !== null || !("PublicKeyCredential" in window);
  const mayGoOn = hasNone && house.state === "ready" && house.answer.regime === "sandbox";
  return (
    <Page
      alone
      top={<DoorHead />}
      bottom={
        <>
          <WalletProblemLine problem={useNewest(make.problem, leave.problem)} />
          <Button icon={<Fingerprint />} busy={make.busy} onClick={() => void make.run()}>
            {t`Make my payment passkey`}
          </Button>
          {mayGoOn && (
            <Button kind="soft" icon={<Flask />} disabled={make.busy} onClick={onWithout}>
              {t`Sandbox: go on with my password`}
            </Button>
          )}
          <Button kind="quiet" busy={leave.busy} disabled={make.busy} onClick={() => void leave.run()}>
            {t`Sign out`}
          </Button>
        </>
      }
    >
      <div className={style.words}>
        <h1 className={style.title} tabIndex={-1}>{t`One passkey for your money`}</h1>
        <p>{t`Your finger, your face or the lock of your screen. From now on only this opens your wallet and confirms what you pay.`}</p>
        <p>{t`Whoever gets hold of your chats, or of their password, finds nothing here.`}</p>
      </div>
      <LearnsLine
        icon={<Fingerprint />}
      >{t`Your finger and your face stay on this device. The house learns only that you confirmed.`}</LearnsLine>
    </Page>
  );
}
