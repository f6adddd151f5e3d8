import { useLingui } from "@lingui/react/macro";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import type { SignedIn } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";
import { CodeReasons, StillMaking } from "../code/MakeCode";
import { showCode } from "../code/newCode";

/** The recovery code can be made anew, never shown again. */
export function Recovery({ session }: { session: Pick<SignedIn, "recoverySet"> }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const make = useVerb(async () => showCode(await matrix.setRecovery()));
  return (
    <Page
      top={<TopBar title={t`Recovery code`} back="#/me" />}
      bottom={
        <>
          <ProblemLine problem={make.problem} />
          {make.busy && <StillMaking />}
          <Button busy={make.busy} onClick={() => void make.run()}>
            {session.recoverySet ? t`Make a new code` : t`Make my code`}
          </Button>
        </>
      }
    >
      <p>
        {session.recoverySet
          ? t`You have a code. Nobody can show it to you again, because nobody else has it. If it is lost or somebody saw it, make a new one: the old one ends at that moment.`
          : t`You have no code yet. Should you lose this device, nobody could bring your old messages back.`}
      </p>
      <CodeReasons />
    </Page>
  );
}
