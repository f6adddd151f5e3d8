import { useLingui } from "@lingui/react/macro";
import Fingerprint from "~icons/ph/fingerprint";
import Key from "~icons/ph/key";
import Password from "~icons/ph/password";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { TopBar } from "../../design/TopBar/TopBar";
import { useAnswer, useMatrix, useVerb } from "../../matrix/react";

/** The ways back in: passkey first, then password, then the recovery code. */
export function SignIn() {
  const { t } = useLingui();
  const matrix = useMatrix();
  const house = useAnswer(matrix.house);
  const passkey = useVerb(matrix.signInWithPasskey);
  const passkeys = house.state !== "ready" || house.answer.passkeys;

  return (
    <Page
      alone
      top={<TopBar title={t`Good to see you again`} back="#/" deep />}
      bottom={
        passkeys && (
          <>
            <ProblemLine problem={passkey.problem} />
            <Button icon={<Fingerprint />} busy={passkey.busy} onClick={() => void passkey.run()}>
              {t`Sign in with a passkey`}
            </Button>
          </>
        )
      }
    >
      <p>
        {passkeys
          ? t`Your passkey knows who you are. There is nothing to type.`
          : t`This address has no passkeys, because the connection is not secured. Take one of these ways.`}
      </p>
      {house.state === "failed" && <ProblemLine problem={house.problem} />}
      <Rows label={t`Other ways`}>
        <Row
          wraps
          leads
          href="#/sign-in/password"
          leading={<Password />}
          title={t`With handle and password`}
          second={t`If you have set a password`}
        />
        <Row
          wraps
          leads
          href="#/sign-in/recovery"
          leading={<Key />}
          title={t`With my recovery code`}
          second={t`If everything else is lost; it opens your old messages too`}
        />
      </Rows>
    </Page>
  );
}
