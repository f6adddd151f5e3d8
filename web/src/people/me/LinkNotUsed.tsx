import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button, ButtonLink } from "../../design/Button/Button";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import type { SignedIn } from "../../matrix/model";
import { SignOutSheet } from "./SignOutSheet";

/** The operator's one-time link, opened where somebody is signed in already: it is for whoever stands outside. */
export function LinkNotUsed({ session }: { session: Pick<SignedIn, "handle"> }) {
  const { t } = useLingui();
  const [leaving, setLeaving] = useState(false);
  return (
    <Page
      alone
      top={<TopBar title={t`The link was not used`} back="#/chats" deep />}
      bottom={
        <>
          <ButtonLink href="#/chats">{t`To the conversations`}</ButtonLink>
          <Button kind="quiet" onClick={() => setLeaving(true)}>
            {t`Sign out first`}
          </Button>
        </>
      }
    >
      <p>{t`You are signed in here as @${session.handle}, and the operator's link lets somebody in who is outside.`}</p>
      <p>{t`That has not spent it. If it is for another account, sign out first, or open it in another browser.`}</p>
      {leaving && <SignOutSheet onClose={() => setLeaving(false)} />}
    </Page>
  );
}
