import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Fingerprint from "~icons/ph/fingerprint";
import Password from "~icons/ph/password";
import Snowflake from "~icons/ph/snowflake";
import { Button } from "../../design/Button/Button";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { useMoments } from "../../design/moments";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { toast } from "../../design/Toast/Toast";
import { TopBar } from "../../design/TopBar/TopBar";
import { useVerb } from "../../matrix/react";
import type { Frozen, Owner } from "../model";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";
import { FreezeCodeSheet } from "./FreezeCodeSheet";

/** Everything stands still, or moves again. */
export function FreezePage({ me, onChanged }: { me: Owner; onChanged: () => Promise<void> }) {
  return me.frozen ? <Thaw frozen={me.frozen} onChanged={onChanged} /> : <Freeze onChanged={onChanged} />;
}

function Freeze({ onChanged }: { onChanged: () => Promise<void> }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [making, setMaking] = useState(false);
  const freeze = useVerb(async () => {
    await wallet.freeze();
    await onChanged();
  });
  return (
    <>
      <Page
        alone
        top={<TopBar title={t`Freeze my wallet`} back="#/safety" deep />}
        bottom={
          <>
            <WalletProblemLine problem={freeze.problem} />
            <Button kind="danger" icon={<Snowflake />} busy={freeze.busy} onClick={() => void freeze.run()}>
              {t`Freeze it now`}
            </Button>
          </>
        }
      >
        <p>{t`No code pays and nothing is sent any more, from no phone. What comes to you still arrives.`}</p>
        <LearnsLine
          icon={<Fingerprint />}
        >{t`A payment passkey thaws it. A passkey of a phone that you have reported lost does not.`}</LearnsLine>
        <Rows label={t`Without this phone`}>
          <Row
            wraps
            leads
            leading={<Password />}
            title={t`Make a freeze code`}
            second={t`Freezes the wallet from any browser when this phone is gone. It can do nothing else.`}
            onClick={() => setMaking(true)}
          />
        </Rows>
      </Page>
      {making && <FreezeCodeSheet onClose={() => setMaking(false)} />}
    </>
  );
}

function Thaw({ frozen, onChanged }: { frozen: Frozen; onChanged: () => Promise<void> }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const { full } = useMoments();
  const thaw = useVerb(async () => {
    await wallet.unfreeze();
    toast(t`Your wallet is open again.`);
    await onChanged();
  });
  const since = full(frozen.since);
  return (
    <Page
      alone
      top={<TopBar title={t`Your wallet is frozen`} back="#/" deep />}
      bottom={
        <>
          <WalletProblemLine problem={thaw.problem} />
          <Button icon={<Fingerprint />} busy={thaw.busy} onClick={() => void thaw.run()}>
            {t`Thaw it with my passkey`}
          </Button>
        </>
      }
    >
      <p>{t`Since ${since} no code pays and nothing is sent. Your money is where it was.`}</p>
      {frozen.thawsAt !== null && (
        <LearnsLine icon={<Snowflake />}>
          {frozen.forgets
            ? t`By the recovery code your payment passkeys are forgotten on ${{ at: full(frozen.thawsAt) }}, and whoever is in your chat makes a new one. If that was not you, freeze it anew.`
            : t`By the recovery code it thaws on ${{ at: full(frozen.thawsAt) }}. If that was not you, freeze it anew.`}
        </LearnsLine>
      )}
      <LearnsLine icon={<Fingerprint />}>{t`A passkey of a phone that you have reported lost does not open it.`}</LearnsLine>
      {frozen.thawsAt !== null && <FreezeAnew onChanged={onChanged} />}
    </Page>
  );
}

/** Somebody else has the recovery code: the thaw is called off. */
function FreezeAnew({ onChanged }: { onChanged: () => Promise<void> }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const freeze = useVerb(async () => {
    await wallet.freeze();
    await onChanged();
  });
  return (
    <>
      <WalletProblemLine problem={freeze.problem} />
      <Button kind="danger" icon={<Snowflake />} busy={freeze.busy} onClick={() => void freeze.run()}>
        {t`Freeze it anew`}
      </Button>
    </>
  );
}
