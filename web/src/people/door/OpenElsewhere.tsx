import { useLingui } from "@lingui/react/macro";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useMatrix, useVerb } from "../../matrix/react";

/** Another tab of this browser holds the keys; only one can at a time. */
export function OpenElsewhere({ userId }: { userId: string }) {
  const { t } = useLingui();
  const take = useVerb(useMatrix().takeOver);
  return (
    <Page
      alone
      top={<TopBar title={t`Open in another tab`} />}
      bottom={
        <>
          <ProblemLine problem={take.problem} />
          <Button busy={take.busy} onClick={() => void take.run()}>
            {t`Go on here`}
          </Button>
        </>
      }
    >
      <p>{t`${userId} is open in another tab of this browser. Your keys can be in one tab at a time; the other one then rests.`}</p>
    </Page>
  );
}
