import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import Fingerprint from "~icons/ph/fingerprint";
import Key from "~icons/ph/key";
import PasswordIcon from "~icons/ph/password";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { useMoments } from "../../design/moments";
import { Page, Section } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { Sheet } from "../../design/Sheet/Sheet";
import { SkeletonRows } from "../../design/Skeleton/Skeleton";
import { Switch } from "../../design/Switch/Switch";
import { toast } from "../../design/Toast/Toast";
import { TopBar } from "../../design/TopBar/TopBar";
import { PASSWORD_CHARS_MIN } from "../../matrix/limits";
import type { Passkey } from "../../matrix/model";
import { useAnswer, useMatrix, useVerb } from "../../matrix/react";
import { isLongEnough } from "../password";
import { loadMe, useMe } from "./meStore";

type Open = { readonly what: "add" | "password" } | { readonly what: "passkey"; readonly passkey: Passkey };

/** Passkeys, password and recovery code: how the person comes in. */
export function WaysIn() {
  const { t } = useLingui();
  const matrix = useMatrix();
  const passkeys = useAnswer(matrix.passkeys);
  const house = useAnswer(matrix.house);
  const { now } = useMe();
  const hasPassword = now.state === "ready" && now.me.hasPassword;
  const [open, setOpen] = useState<Open | null>(null);
  const changed = async () => {
    setOpen(null);
    await Promise.all([passkeys.again(), loadMe(matrix)]);
  };
  const possible = house.state === "ready" && house.answer.passkeys;

  return (
    <Page
      top={<TopBar title={t`Ways to sign in`} back="#/me" />}
      bottom={
        possible && (
          <Button icon={<Fingerprint />} onClick={() => setOpen({ what: "add" })}>
            {t`Add a passkey`}
          </Button>
        )
      }
    >
      <Section title={t`Passkeys`}>
        {passkeys.state === "loading" && <SkeletonRows count={2} label={t`Asking the house`} />}
        {passkeys.state === "failed" && (
          <ProblemLine
            problem={passkeys.problem}
            action={
              <Button kind="outline" size="small" onClick={() => void passkeys.again()}>
                {t`Try again`}
              </Button>
            }
          />
        )}
        {passkeys.state === "ready" && passkeys.answer.length === 0 && (
          <p>
            {possible
              ? t`You have none. A passkey signs you in by finger, face or screen lock, and nobody can guess it.`
              : t`This address has no passkeys, because the connection is not secured.`}
          </p>
        )}
        {passkeys.state === "ready" && passkeys.answer.length > 0 && (
          <Rows label={t`Passkeys`}>
            {passkeys.answer.map((passkey) => (
              <Row
                key={passkey.id}
                wraps
                leads
                leading={<Fingerprint />}
                title={passkey.name}
                second={<PasskeyLine passkey={passkey} />}
                onClick={() => setOpen({ what: "passkey", passkey })}
              />
            ))}
          </Rows>
        )}
      </Section>
      <Section title={t`Other ways`}>
        <Rows label={t`Other ways`}>
          <Row
            wraps
            leads
            leading={<PasswordIcon />}
            title={hasPassword ? t`Change the password` : t`Set a password`}
            second={hasPassword ? t`You have one` : t`You have none`}
            onClick={() => setOpen({ what: "password" })}
          />
          <Row wraps leads leading={<Key />} title={t`Recovery code`} second={t`For the day when all else is lost`} href="#/me/recovery" />
        </Rows>
      </Section>
      {open?.what === "add" && <AddSheet onClose={() => setOpen(null)} onDone={changed} />}
      {open?.what === "passkey" && <PasskeySheet passkey={open.passkey} onClose={() => setOpen(null)} onDone={changed} />}
      {open?.what === "password" && <PasswordSheet first={!hasPassword} onClose={() => setOpen(null)} onDone={changed} />}
    </Page>
  );
}

interface SheetEnd {
  onClose: () => void;
  onDone: () => Promise<void>;
}

function PasskeyLine({ passkey }: { passkey: Passkey }) {
  const { t } = useLingui();
  const { full, date } = useMoments();
  const added = date(passkey.createdAt);
  if (passkey.lastUsedAt === null) return <>{t`Added ${added}, not used yet`}</>;
  const used = full(passkey.lastUsedAt);
  return <>{t`Added ${added}, last used ${used}`}</>;
}

function AddSheet({ onClose, onDone }: SheetEnd) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const [name, setName] = useState("");
  const add = useVerb(async () => {
    const passkey = await matrix.addPasskey(name.trim());
    toast(t`${passkey.name} can sign you in now.`);
    await onDone();
  });
  const named = name.trim() !== "";
  return (
    <Sheet
      title={t`Add a passkey`}
      onClose={onClose}
      onSubmit={() => named && void add.run()}
      closable={!add.busy}
      bottom={
        <>
          <ProblemLine problem={add.problem} />
          <Button type="submit" icon={<Fingerprint />} busy={add.busy} disabled={!named}>
            {t`Add it`}
          </Button>
        </>
      }
    >
      <Field
        label={t`Name of the passkey`}
        name="passkey"
        data-first=""
        autoComplete="off"
        value={name}
        onValue={setName}
        note={t`Where it lives: my phone, the blue key, the laptop at home.`}
      />
    </Sheet>
  );
}

function PasskeySheet({ passkey, onClose, onDone }: SheetEnd & { passkey: Passkey }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const [asked, setAsked] = useState(false);
  const remove = useVerb(async () => {
    await matrix.removePasskey(passkey.id);
    toast(t`${passkey.name} opens nothing any more.`);
    await onDone();
  });
  return (
    <Sheet
      title={asked ? t`Remove ${passkey.name}?` : passkey.name}
      onClose={onClose}
      closable={!remove.busy}
      bottom={
        asked ? (
          <>
            <ProblemLine problem={remove.problem} />
            <Button kind="danger" busy={remove.busy} onClick={() => void remove.run()}>
              {t`Remove it for good`}
            </Button>
            <Button kind="outline" disabled={remove.busy} onClick={onClose}>
              {t`Keep it`}
            </Button>
          </>
        ) : (
          <Button kind="danger" onClick={() => setAsked(true)}>
            {t`Remove this passkey`}
          </Button>
        )
      }
    >
      <p>
        <PasskeyLine passkey={passkey} />
      </p>
      <p>{t`Once removed it signs nobody in. Devices that are signed in stay so.`}</p>
    </Sheet>
  );
}

function PasswordSheet({ first, onClose, onDone }: SheetEnd & { first: boolean }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const [password, setPassword] = useState("");
  const [others, setOthers] = useState(!first);
  const change = useVerb(async () => {
    await matrix.changePassword(password, others);
    toast(first ? t`You have a password now.` : t`The new password holds from now on.`);
    await onDone();
  });
  const longEnough = isLongEnough(password);
  return (
    <Sheet
      title={first ? t`Set a password` : t`Change the password`}
      onClose={onClose}
      onSubmit={() => longEnough && void change.run()}
      closable={!change.busy}
      bottom={
        <>
          <ProblemLine problem={change.problem} />
          <Button type="submit" busy={change.busy} disabled={!longEnough}>
            {t`Save`}
          </Button>
        </>
      }
    >
      <Field
        label={t`New password`}
        name="new-password"
        data-first=""
        type="password"
        autoComplete="new-password"
        value={password}
        onValue={setPassword}
        note={t`At least ${{ shortest: PASSWORD_CHARS_MIN }} characters. Four or five words that nobody would guess are better than one with odd signs.`}
      />
      {!first && (
        <Switch
          label={t`Sign out my other devices`}
          note={t`Whoever knew the old password may be signed in there.`}
          on={others}
          onTurn={setOthers}
        />
      )}
    </Sheet>
  );
}
