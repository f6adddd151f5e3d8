import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { useLocation } from "wouter";
import { Button, ButtonLink } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import type { SignedIn } from "../../matrix/model";
import { useAnswer, useMatrix, useVerb } from "../../matrix/react";
import { MoneyThere } from "./MoneyThere";
import { forgetMe } from "./meStore";

/** The end of an account: what goes, what stays, and a word typed so that nobody ends it by a slip of the finger. */
export function CloseAccount({ session }: { session: Pick<SignedIn, "handle"> }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const [typed, setTyped] = useState("");
  const [, go] = useLocation();
  const close = useVerb(async () => {
    await matrix.closeAccount();
    forgetMe();
    // The next one who signs in here has nothing to do with it.
    go("/", { replace: true });
  });
  const asked = useAnswer(matrix.wallet);
  const wallet = asked.state === "ready" ? asked.answer : null;
  // The house refuses it too: nothing would open the wallet afterwards.
  const stuck = wallet?.hasMoney === true && !wallet.hasPasskey;
  const sure = typed.trim().replace(/^@/, "").toLowerCase() === session.handle;
  return (
    <Page
      onSubmit={() => sure && !stuck && void close.run()}
      top={<TopBar title={t`Close the account`} back="#/me" />}
      bottom={
        <>
          <ProblemLine problem={close.problem} />
          <Button type="submit" kind="danger" busy={close.busy} disabled={!sure || stuck}>
            {t`Close it for good`}
          </Button>
          <ButtonLink kind="outline" href="#/me">
            {t`Keep it`}
          </ButtonLink>
        </>
      }
    >
      <p>{t`You leave every conversation, all your devices are signed out, and your passkeys, password and recovery code open nothing any more. Nobody can undo it, the house neither.`}</p>
      <p>{t`What you wrote stays with those who have read it. Your handle stays taken, so that nobody can pass for you.`}</p>
      <MoneyThere wallet={wallet} />
      <Field
        label={t`Type your handle to go on`}
        name="handle"
        autoComplete="off"
        code
        before="@"
        value={typed}
        onValue={setTyped}
        note={t`It is @${{ handle: session.handle }}.`}
      />
    </Page>
  );
}
