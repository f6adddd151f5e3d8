import { useLingui } from "@lingui/react/macro";
import { Button } from "../../design/Button/Button";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useMatrix, useVerb } from "../../matrix/react";

/** The house that knows this session is not the one that answers: nothing is thrown away unless the person says so. */
export function OtherHouse({ userId }: { userId: string }) {
  const { t } = useLingui();
  const leave = useVerb(useMatrix().signOut);
  return (
    <Page
      alone
      top={<TopBar title={t`Another house answers here`} />}
      bottom={
        <>
          <Button onClick={() => location.reload()}>{t`Try again`}</Button>
          <Button kind="danger" busy={leave.busy} onClick={() => void leave.run()}>
            {t`Forget ${userId} here`}
          </Button>
        </>
      }
    >
      <p>{t`${userId} belongs to the house that was at this address before. Your session and your keys are still in this browser; they open again when that house is back.`}</p>
      <p>{t`If you forget them, you can sign up or sign in at this house. What only this browser could read is lost then.`}</p>
    </Page>
  );
}
