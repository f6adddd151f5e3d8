import { useLingui } from "@lingui/react/macro";
import { useLocation } from "wouter";
import Door from "~icons/ph/door-open";
import { Banner } from "../../design/Banner/Banner";
import { Button, ButtonLink } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import type { SignedIn } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";

const WAYS_IN = "/me/ways-in";

/** Who came in by the operator's link has no way in of their own until they set one. Draws nothing for others. */
export function LetInNotice({ session }: { session: SignedIn }) {
  const { t } = useLingui();
  const [location] = useLocation();
  const later = useVerb(useMatrix().settleIn);
  if (!session.letIn || location === WAYS_IN) return null;
  return (
    <Banner
      label={t`Set a way to sign in`}
      tone="amber"
      icon={<Door />}
      title={t`The operator's link let you in, this once.`}
      actions={
        <>
          <ButtonLink kind="soft" size="small" href={`#${WAYS_IN}`}>
            {t`Set a passkey or a password`}
          </ButtonLink>
          <Button kind="quiet" size="small" busy={later.busy} onClick={() => void later.run()}>
            {t`Later`}
          </Button>
          <ProblemLine problem={later.problem} />
        </>
      }
    >
      {t`Set a way in of your own now: in the first half hour the house asks for no other proof that it is you.`}
    </Banner>
  );
}
