import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { useEffect } from "react";
import { Button } from "../../design/Button/Button";
import { ErrorLine, ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Sheet } from "../../design/Sheet/Sheet";
import { useMatrix, useVerb, useWatched } from "../../matrix/react";
import { forgetMe } from "./meStore";

/** Signing out here: what goes, and what would be lost. */
export function SignOutSheet({ onClose }: { onClose: () => void }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const { state, waiting } = useWatched(matrix.backup);
  const { state: asked, devices } = useWatched(matrix.devices);
  useEffect(() => void matrix.refreshDevices().catch(() => {}), [matrix]);
  const last = asked === "ready" && devices.every((one) => one.self);
  const signOut = useVerb(async () => {
    await matrix.signOut();
    forgetMe();
  });
  return (
    <Sheet
      title={t`Sign out of this device?`}
      onClose={onClose}
      closable={!signOut.busy}
      bottom={
        <>
          <ProblemLine problem={signOut.problem} />
          <Button kind="danger" busy={signOut.busy} onClick={() => void signOut.run()}>
            {t`Sign out`}
          </Button>
          <Button kind="outline" disabled={signOut.busy} onClick={onClose}>
            {t`Stay`}
          </Button>
        </>
      }
    >
      <p>
        {last
          ? t`This browser forgets your messages, keys and pictures. You are signed in nowhere else: next time your recovery code brings them back. Have it at hand.`
          : t`This browser forgets your messages, keys and pictures. Your other devices keep theirs.`}
      </p>
      {state === "off" && <ErrorLine>{t`Your messages are saved nowhere else. Make a recovery code first, or they are lost.`}</ErrorLine>}
      {state === "on" && waiting > 0 && (
        <ErrorLine>
          {t`${plural(waiting, { one: "The key of # message is", other: "The keys of # messages are" })} not saved yet. Wait a moment, or they are lost.`}
        </ErrorLine>
      )}
    </Sheet>
  );
}
