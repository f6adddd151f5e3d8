import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useMatrix, useVerb } from "../../matrix/react";

export function SignInPassword() {
  const { t } = useLingui();
  const matrix = useMatrix();
  const [handle, setHandle] = useState("");
  const [password, setPassword] = useState("");
  const signIn = useVerb(matrix.signInWithPassword);
  const complete = handle.trim() !== "" && password !== "";

  return (
    <Page
      alone
      onSubmit={() => complete && void signIn.run(handle.trim(), password)}
      top={<TopBar title={t`Handle and password`} back="#/sign-in" deep />}
      bottom={
        <>
          <ProblemLine problem={signIn.problem} />
          <Button type="submit" busy={signIn.busy} disabled={!complete}>
            {t`Sign in`}
          </Button>
        </>
      }
    >
      <Field label={t`Your handle`} name="username" autoComplete="username" code before="@" autoFocus value={handle} onValue={setHandle} />
      <Field
        label={t`Password`}
        name="password"
        type="password"
        autoComplete="current-password"
        enterKeyHint="go"
        value={password}
        onValue={setPassword}
      />
    </Page>
  );
}
