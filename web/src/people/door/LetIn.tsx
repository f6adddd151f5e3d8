import { useLingui } from "@lingui/react/macro";
import Eye from "~icons/ph/eye";
import { Button, ButtonLink } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useMatrix, useVerb } from "../../matrix/react";

/** The operator's one-time link. It is spent by a press, never by merely being opened: some apps look at links ahead. */
export function LetIn({ token }: { token: string }) {
  const { t } = useLingui();
  const letIn = useVerb(useMatrix().letIn);
  return (
    <Page
      alone
      top={<TopBar title={t`The operator lets you in`} back="#/" deep />}
      bottom={
        letIn.problem?.code === "linkUsedOrExpired" ? (
          <>
            <ProblemLine problem={letIn.problem} />
            <ButtonLink kind="outline" href="#/sign-in">{t`Sign in another way`}</ButtonLink>
          </>
        ) : (
          <>
            <ProblemLine problem={letIn.problem} />
            <Button busy={letIn.busy} onClick={() => void letIn.run(token)}>
              {t`Come in`}
            </Button>
          </>
        )
      }
    >
      <p>{t`This link opens your door once, when you have lost every other way. Afterwards set a passkey or a password.`}</p>
      <p>{t`It does not open your old messages. For them you need your recovery code or another device of yours.`}</p>
      <LearnsLine icon={<Eye />}>{t`You will see under Me that the operator did this, and when.`}</LearnsLine>
    </Page>
  );
}
