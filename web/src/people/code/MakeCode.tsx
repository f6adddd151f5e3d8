import { useLingui } from "@lingui/react/macro";
import Chats from "~icons/ph/chat-teardrop-text";
import Door from "~icons/ph/door-open";
import Hidden from "~icons/ph/eye-slash";
import Warning from "~icons/ph/warning-circle";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { TopBar } from "../../design/TopBar/TopBar";
import { useMatrix, useVerb, useWatched } from "../../matrix/react";
import style from "./MakeCode.module.css";
import { showCode } from "./newCode";

/**
 * A new person: what the recovery code is, in plain words, and the press that makes it. `again`: one was made here, and went away
 * before it was read back; whoever that is may have been here for long.
 */
export function MakeCode({ again }: { again: boolean }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const make = useVerb(async () => showCode(await matrix.setRecovery()));
  return (
    <Page
      alone
      top={<TopBar title={t`One code for a bad day`} />}
      bottom={
        <>
          <ProblemLine problem={make.problem} />
          {make.busy && <StillMaking />}
          <Button busy={make.busy} onClick={() => void make.run()}>
            {t`Make my code`}
          </Button>
        </>
      }
    >
      <p>
        {again
          ? t`Phones fall into rivers. For that day you need one recovery code, kept outside this device.`
          : t`Phones fall into rivers. Before you sit down you get one recovery code, to keep outside this device.`}
      </p>
      {again && (
        <LearnsLine icon={<Warning />}>
          {t`You did not read the last code back, so you get a new one. The one that you wrote down before no longer counts then.`}
        </LearnsLine>
      )}
      <CodeReasons />
    </Page>
  );
}

/** Comes up where the making takes long: whether the house is waited for. While the house waits for the person, it says nothing. */
export function StillMaking() {
  const { t } = useLingui();
  const matrix = useMatrix();
  const session = useWatched(matrix.session);
  const asked = useWatched(matrix.confirm) !== null;
  const away = session.state === "signedIn" && session.offline;
  if (asked) return null;
  return (
    <p className={style.still} role="status">
      {away ? t`The house cannot be reached. It is tried again by itself.` : t`Still at it. The house takes its time.`}
    </p>
  );
}

/** What the code is good for; stands wherever one is made. */
export function CodeReasons() {
  const { t } = useLingui();
  return (
    <ul className={style.reasons}>
      <li>
        <Door />
        <p>
          <strong>{t`It signs you in`}</strong>
          {t`when every device and passkey is gone.`}
        </p>
      </li>
      <li>
        <Chats />
        <p>
          <strong>{t`It opens your old messages`}</strong>
          {t`on a new device. The house keeps them locked and has no key.`}
        </p>
      </li>
      <li>
        <Hidden />
        <p>
          <strong>{t`Only you have it`}</strong>
          {t`Nobody in the house knows it or can make it again. Whoever holds it can be you.`}
        </p>
      </li>
    </ul>
  );
}
