import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Flask from "~icons/ph/flask";
import { Banner } from "../../design/Banner/Banner";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { Sheet } from "../../design/Sheet/Sheet";
import { useWatched } from "../../matrix/react";
import { useWallet } from "../react";

/** In the sandbox a password stands in where a machine has no passkey, and this says so. */
export function StandInSheet() {
  const asking = useWatched(useWallet().standIn);
  return asking && <Asked {...asking} />;
}

function Asked({ answer, cancel }: { answer: (password: string) => void; cancel: () => void }) {
  const { t } = useLingui();
  const [password, setPassword] = useState("");
  return (
    <Sheet title={t`Your password, please`} onClose={cancel}>
      <Banner label={t`Sandbox`} tone="amber" icon={<Flask />} title={t`This is the sandbox`}>
        {t`There is no payment passkey here, so the password of your chats stands in. Where money is money, nothing does.`}
      </Banner>
      <form
        style={{ display: "contents" }}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (password) answer(password);
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
        />
        <Button type="submit" disabled={password === ""}>
          {t`Confirm`}
        </Button>
      </form>
    </Sheet>
  );
}
