import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Fingerprint from "~icons/ph/fingerprint";
import { Button } from "../../design/Button/Button";
import { ErrorLine } from "../../design/ErrorLine/ErrorLine";
import { useSentence } from "../../design/ErrorLine/sentences";
import { Field } from "../../design/Field/Field";
import { Sheet } from "../../design/Sheet/Sheet";
import type { Confirm } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";

/** Before something that matters the house asks whether it is really you. */
export function ConfirmSheet({ confirm }: { confirm: Confirm }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const sentence = useSentence();
  const reason = useReason(confirm.purpose);
  const [password, setPassword] = useState("");
  const passkeyFirst = confirm.ways.includes("passkey");
  const [byPassword, setByPassword] = useState(!passkeyFirst);
  const withPassword = useVerb(matrix.confirmWithPassword);
  const withPasskey = useVerb(matrix.confirmWithPasskey);
  const busy = confirm.busy || withPassword.busy || withPasskey.busy;
  const problem = confirm.problem ?? (byPassword ? withPassword : withPasskey).problem?.code ?? null;

  return (
    <Sheet
      title={byPassword ? t`Your password, please` : t`This device asks for your passkey`}
      onClose={matrix.cancelConfirm}
      closable={!busy}
    >
      <p>{reason}</p>
      {problem && problem !== "wrongPassword" && <ErrorLine>{sentence({ code: problem, retryAfterMs: null })}</ErrorLine>}
      {problem === "passkeyCancelled" && confirm.ways.length === 1 && (
        <p>{t`Is your passkey lost? Sign in anew with your recovery code: you can then add another at once.`}</p>
      )}
      {byPassword ? (
        <form
          style={{ display: "contents" }}
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            if (password) void withPassword.run(password);
          }}
        >
          <Field
            label={t`Password`}
            name="password"
            type="password"
            autoComplete="current-password"
            enterKeyHint="done"
            data-first=""
            value={password}
            onValue={setPassword}
            wrong={problem === "wrongPassword" && !busy ? t`This is not your password. Nothing was changed.` : undefined}
          />
          <Button type="submit" busy={busy} disabled={password === ""}>
            {t`Confirm`}
          </Button>
        </form>
      ) : (
        <Button icon={<Fingerprint />} busy={busy} onClick={() => void withPasskey.run()}>
          {t`Use my passkey`}
        </Button>
      )}
      {confirm.ways.length > 1 && (
        <Button kind="quiet" disabled={busy} onClick={() => setByPassword(!byPassword)}>
          {byPassword ? t`Use my passkey` : t`Use my password`}
        </Button>
      )}
    </Sheet>
  );
}

function useReason(purpose: Confirm["purpose"]): string {
  const { t } = useLingui();
  const reasons: Record<Confirm["purpose"], string> = {
    changePassword: t`Before a password is set, show that it is you.`,
    removeDevice: t`Before a device is signed out, show that it is you.`,
    addPasskey: t`A new passkey opens everything of yours. Show that it is you.`,
    removePasskey: t`Before a passkey goes, show that it is you.`,
    setRecovery: t`A recovery code opens everything of yours. Show that it is you.`,
    connectApp: t`The other app will act as you. Show that it is you.`,
    openWallet: t`Whoever comes into your wallet has your money. Show that it is you.`,
    deactivate: t`This ends your place in the house for good. Show that it is you.`,
  };
  return reasons[purpose];
}
