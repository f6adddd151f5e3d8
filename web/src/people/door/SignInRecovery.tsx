import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Eye from "~icons/ph/eye";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useMatrix, useVerb } from "../../matrix/react";
import { CodeField } from "./CodeField";

/** The code from the drawer: signs in, and opens the old messages at the same time. */
export function SignInRecovery() {
  const { t } = useLingui();
  const matrix = useMatrix();
  const [handle, setHandle] = useState("");
  const [code, setCode] = useState("");
  const signIn = useVerb(matrix.signInWithRecovery);
  const complete = handle.trim() !== "" && code.trim() !== "";

  return (
    <Page
      alone
      onSubmit={() => complete && void signIn.run(handle.trim(), code.trim())}
      top={<TopBar title={t`Your recovery code`} back="#/sign-in" deep />}
      bottom={
        <>
          <ProblemLine problem={signIn.problem} />
          <Button type="submit" busy={signIn.busy} disabled={!complete}>
            {t`Sign in`}
          </Button>
        </>
      }
    >
      <p>{t`The code that you wrote down signs you in and brings your old messages back.`}</p>
      <Field label={t`Your handle`} name="username" autoComplete="username" code before="@" autoFocus value={handle} onValue={setHandle} />
      <CodeField value={code} onValue={setCode} />
      <LearnsLine icon={<Eye />}>{t`The code stays in this browser. The house learns only a proof that you have it.`}</LearnsLine>
    </Page>
  );
}
