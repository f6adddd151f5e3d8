import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Fingerprint from "~icons/ph/fingerprint";
import Seal from "~icons/ph/seal-check-fill";
import Warning from "~icons/ph/warning-circle";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import type { ElsewherePurpose } from "../../matrix/model";
import { useAnswer, useMatrix, useVerb } from "../../matrix/react";

declare global {
  interface Window {
    /** Set by an app that shows this page in a browser of its own (Matrix, "Fallback"). */
    readonly onAuthDone?: () => void;
  }
}

/** For an app that does not know passkeys: what it asks of the house is confirmed here, then it goes on by itself. */
export function ConfirmElsewhere({ session }: { session: string }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const asked = useAnswer(() => matrix.askedElsewhere(session));
  const sentence = useSentenceFor();
  const confirm = useVerb(matrix.confirmElsewhere);
  const [done, setDone] = useState(false);
  const press = async () => {
    if ((await confirm.run(session)) === undefined) return;
    setDone(true);
    tellTheApp();
  };

  if (done) return <Confirmed />;
  return (
    <Page
      alone
      top={<TopBar title={t`Is this you?`} />}
      bottom={
        asked.state === "ready" && (
          <>
            <ProblemLine problem={confirm.problem} />
            <Button icon={<Fingerprint />} busy={confirm.busy} onClick={() => void press()}>
              {t`Use my passkey`}
            </Button>
          </>
        )
      }
    >
      {asked.state === "loading" && <SkeletonLines label={t`Asking the house`} />}
      {asked.state === "ready" && <p>{sentence(asked.answer)}</p>}
      {asked.state === "failed" && (
        <>
          <ProblemLine problem={asked.problem} />
          <p>{t`There is nothing to confirm here. Begin again in the other app.`}</p>
        </>
      )}
      {asked.state === "ready" && (
        <LearnsLine icon={<Warning />}>
          {t`Go on only if you have just done this yourself. If somebody sent you this address, close the page.`}
        </LearnsLine>
      )}
    </Page>
  );
}

function Confirmed() {
  const { t } = useLingui();
  return (
    <Page alone top={<TopBar title={t`Confirmed`} />}>
      <LearnsLine icon={<Seal />}>{t`Go back to the other app; this page can be closed.`}</LearnsLine>
    </Page>
  );
}

function useSentenceFor(): (purpose: ElsewherePurpose) => string {
  const { t } = useLingui();
  return (purpose) => {
    const sentences: Record<ElsewherePurpose, string> = {
      identity: t`An app that is signed in as you wants to set up new keys for your messages.`,
      changePassword: t`An app that is signed in as you wants to change your password.`,
      removeDevice: t`An app that is signed in as you wants to sign out a device of yours.`,
      connectApp: t`An app that is signed in as you wants to let another app in.`,
      openWallet: t`An app that is signed in as you wants to open your wallet.`,
      deactivate: t`An app that is signed in as you wants to end your place in the house for good.`,
      other: t`An app that is signed in as you wants to change how you sign in.`,
    };
    return sentences[purpose];
  };
}

/** The way that the specification prescribes: by a function of the app's own browser, or to the page that opened this one. */
function tellTheApp(): void {
  if (window.onAuthDone) window.onAuthDone();
  else (window.opener as Window | null)?.postMessage("authDone", "*");
}
