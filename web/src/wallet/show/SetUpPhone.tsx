import { useLingui } from "@lingui/react/macro";
import Phone from "~icons/ph/device-mobile";
import Fingerprint from "~icons/ph/fingerprint";
import Key from "~icons/ph/key";
import { deviceName } from "../../api/deviceName";
import { Button } from "../../design/Button/Button";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useVerb } from "../../matrix/react";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** This phone does not show codes yet, or no longer. `ended`: another one does now. */
export function SetUpPhone({ ended, onDone }: { ended: boolean; onDone: () => void }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const make = useVerb(async () => {
    await wallet.setUpPhone(deviceName());
    onDone();
  });
  return (
    <Page
      alone
      top={<TopBar title={ended ? t`Another phone shows your codes now` : t`Pay with this phone`} back="#/" deep />}
      bottom={
        <>
          <WalletProblemLine problem={make.problem} />
          <Button icon={<Fingerprint />} busy={make.busy} onClick={() => void make.run()}>
            {ended ? t`Use this phone again` : t`Set this phone up`}
          </Button>
        </>
      }
    >
      {ended ? (
        <p>{t`Only one phone at a time can show your codes. The codes of this one are refused since then. If that was not you, freeze your wallet.`}</p>
      ) : (
        <p>{t`This phone gets a key of its own. From it come codes that somebody can scan, also where there is no network.`}</p>
      )}
      <LearnsLine
        icon={<Key />}
      >{t`The key cannot be taken out of this phone, not even by this page. A picture of a code is no key.`}</LearnsLine>
      <LearnsLine icon={<Phone />}>{t`One phone shows your codes. If another did before, its codes end now.`}</LearnsLine>
    </Page>
  );
}
