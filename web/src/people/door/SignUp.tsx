import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Eye from "~icons/ph/eye";
import Fingerprint from "~icons/ph/fingerprint";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { Page } from "../../design/Page/Page";
import { SkeletonLines } from "../../design/Skeleton/Skeleton";
import { TopBar } from "../../design/TopBar/TopBar";
import { NAME_CHARS_MAX, PASSWORD_CHARS_MIN } from "../../matrix/limits";
import type { House } from "../../matrix/model";
import { useAnswer, useMatrix, useVerb } from "../../matrix/react";
import { isLongEnough } from "../password";
import { HandleField } from "./HandleField";
import { setHandle, useNewcomer } from "./newcomer";
import { useHandleCheck } from "./useHandleCheck";

/** A new person: handle, name, the house's invitation where it asks for one; passkey first, password as the second way. */
export function SignUp() {
  const { t } = useLingui();
  const house = useAnswer(useMatrix().house);
  if (house.state === "ready") return <Form house={house.answer} />;
  return (
    <Page alone top={<TopBar title={t`A place for you`} back="#/" deep />}>
      {house.state === "loading" ? (
        <SkeletonLines label={t`Asking the house`} />
      ) : (
        <>
          <ProblemLine problem={house.problem} />
          <Button kind="outline" onClick={() => void house.again()}>
            {t`Try again`}
          </Button>
        </>
      )}
    </Page>
  );
}

function Form({ house }: { house: House }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const { handle } = useNewcomer();
  const check = useHandleCheck(handle);
  const [displayName, setDisplayName] = useState("");
  const [invitation, setInvitation] = useState("");
  const [password, setPassword] = useState("");
  const [byPassword, setByPassword] = useState(!house.passkeys);

  const create = useVerb(async () => {
    const who = {
      handle,
      ...(displayName.trim() && { displayName: displayName.trim() }),
      ...(invitation.trim() && { registrationToken: invitation.trim() }),
    };
    await (byPassword ? matrix.signUpWithPassword({ ...who, password }) : matrix.signUpWithPasskey(who));
  });
  const possible = check.state === "free" || check.state === "unanswered";
  const complete = possible && (!byPassword || isLongEnough(password)) && (house.registration === "open" || invitation.trim() !== "");

  return (
    <Page
      alone
      onSubmit={() => complete && void create.run()}
      top={<TopBar title={t`A place for you`} back="#/" deep />}
      bottom={
        <>
          <ProblemLine problem={create.problem} />
          <Button type="submit" busy={create.busy} disabled={!complete} icon={byPassword ? undefined : <Fingerprint />}>
            {byPassword ? t`Create with a password` : t`Create with a passkey`}
          </Button>
          {house.passkeys && (
            <Button
              kind="quiet"
              onClick={() => {
                create.clear();
                setByPassword(!byPassword);
              }}
            >
              {byPassword ? t`Use a passkey instead` : t`Use a password instead`}
            </Button>
          )}
        </>
      }
    >
      <HandleField value={handle} check={check} onValue={setHandle} />
      <Field
        label={t`What others call you`}
        name="name"
        autoComplete="nickname"
        value={displayName}
        onValue={setDisplayName}
        maxLength={NAME_CHARS_MAX}
        note={t`As you like: a name, a nickname, or nothing. You can change it at any time.`}
      />
      {house.registration === "token" && (
        <Field
          label={t`Invitation`}
          name="invitation"
          autoComplete="off"
          code
          value={invitation}
          onValue={setInvitation}
          note={t`This house is open to invited people. Whoever told you of it has the word.`}
        />
      )}
      {byPassword && (
        <Field
          label={t`Password`}
          name="new-password"
          type="password"
          autoComplete="new-password"
          // Whoever pressed for it types here next. Where it stands from the beginning, the handle comes first.
          autoFocus={house.passkeys}
          value={password}
          onValue={setPassword}
          note={t`At least ${{ shortest: PASSWORD_CHARS_MIN }} characters. Four or five words that nobody would guess are better than one with odd signs.`}
        />
      )}
      <LearnsLine
        icon={<Eye />}
      >{t`The house learns your handle and this name, and whom you talk with. It does not learn what you say.`}</LearnsLine>
    </Page>
  );
}
