import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Fingerprint from "~icons/ph/fingerprint";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { Sheet } from "../../design/Sheet/Sheet";
import { toast } from "../../design/Toast/Toast";
import { useNewest, useVerb } from "../../matrix/react";
import type { PaymentPasskey } from "../model";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";

interface SheetEnd {
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** As long as the house takes a name (characters). */
const NAME_MAX = 100;

/** Another payment passkey; one that there is confirms it. */
export function AddPasskeySheet({ onClose, onDone }: SheetEnd) {
  const { t } = useLingui();
  const wallet = useWallet();
  const [name, setName] = useState("");
  const add = useVerb(async () => {
    const passkey = await wallet.addPasskey(name.trim());
    toast(t`${passkey.name} opens your wallet now.`);
    await onDone();
  });
  const named = name.trim() !== "";
  return (
    <Sheet
      title={t`Add a payment passkey`}
      onClose={onClose}
      onSubmit={() => named && void add.run()}
      closable={!add.busy}
      bottom={
        <>
          <WalletProblemLine problem={add.problem} />
          <Button type="submit" icon={<Fingerprint />} busy={add.busy} disabled={!named}>
            {t`Add it`}
          </Button>
        </>
      }
    >
      <p>{t`This device asks twice: for a passkey that you have, and then for the new one.`}</p>
      <Field
        label={t`Name of the passkey`}
        name="passkey"
        data-first=""
        autoComplete="off"
        maxLength={NAME_MAX}
        value={name}
        onValue={setName}
        note={t`Where it lives: my phone, the blue key, the laptop at home.`}
      />
    </Sheet>
  );
}

/** One payment passkey; the last one stays. */
export function PasskeySheet({ passkey, last, onClose, onDone }: SheetEnd & { passkey: PaymentPasskey; last: boolean }) {
  const { t } = useLingui();
  const wallet = useWallet();
  const name = passkey.name || t`A passkey without a name`;
  const remove = useVerb(async () => {
    await wallet.removePasskey(passkey.id);
    toast(t`${name} opens nothing any more.`);
    await onDone();
  });
  const lose = useVerb(async () => {
    await wallet.passkeyIsLost(passkey.id);
    toast(t`${name} confirms nothing any more.`);
    await onDone();
  });
  return (
    <Sheet
      title={name}
      onClose={onClose}
      closable={!remove.busy && !lose.busy}
      bottom={
        <>
          <WalletProblemLine problem={useNewest(remove.problem, lose.problem)} />
          {!passkey.lostAt && (
            <Button kind="outline" busy={lose.busy} disabled={remove.busy} onClick={() => void lose.run()}>
              {t`Its device is lost`}
            </Button>
          )}
          <Button kind="danger" busy={remove.busy} disabled={last || lose.busy} onClick={() => void remove.run()}>
            {t`Remove this passkey`}
          </Button>
        </>
      }
    >
      <p>
        {last
          ? t`This is the only one, so it stays: without it, the password of your chats would open your wallet.`
          : t`Once removed it opens nothing, and whatever it opened is signed out. A passkey confirms this.`}
      </p>
    </Sheet>
  );
}
