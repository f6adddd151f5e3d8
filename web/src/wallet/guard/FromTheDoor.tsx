import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useState } from "react";
import Snowflake from "~icons/ph/snowflake";
import { Button, ButtonLink } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { useMoments } from "../../design/moments";
import { Page } from "../../design/Page/Page";
import { ResultScreen } from "../../design/ResultScreen/ResultScreen";
import { Switch } from "../../design/Switch/Switch";
import { TopBar } from "../../design/TopBar/TopBar";
import { useVerb } from "../../matrix/react";
import { useWallet } from "../react";
import { WalletProblemLine } from "../words/WalletProblemLine";

/** The phone is gone: the wallet is frozen from any browser, without signing in. */
export function FreezeByCode() {
  const { t } = useLingui();
  const wallet = useWallet();
  const [frozen, setFrozen] = useState(false);
  const [lost, setLost] = useState(false);
  const freeze = useVerb(async (handle: string, code: string) => {
    await wallet.freezeByCode(handle, code, lost);
    setFrozen(true);
  });
  if (frozen) {
    return (
      <ResultScreen
        result="held"
        sign={<Snowflake />}
        word={t`Frozen`}
        says={t`No code pays and nothing is sent any more. A payment passkey thaws it, or the recovery code after 24 hours.`}
        bottom={<ButtonLink href="#/">{t`Done`}</ButtonLink>}
      />
    );
  }
  return (
    <ByCode
      title={t`Freeze a wallet`}
      says={t`With your freeze code, or with the recovery code of your entry.`}
      label={t`Freeze code or recovery code`}
      button={t`Freeze it now`}
      verb={freeze}
      learns={t`The recovery code stays in this browser; the house sees only that you have it.`}
      more={
        <Switch
          label={t`The phone is lost or stolen`}
          note={t`Then no passkey that you have now thaws the wallet: only the recovery code does, after 24 hours.`}
          on={lost}
          onTurn={setLost}
        />
      }
      other={<ButtonLink kind="quiet" href="#/thaw">{t`Thaw by the recovery code`}</ButtonLink>}
    />
  );
}

/** Nothing is left but the recovery code: the wallet thaws a day later, and everybody who is signed in hears of it. */
export function ThawByCode() {
  const { t } = useLingui();
  const wallet = useWallet();
  const { full } = useMoments();
  const [from, setFrom] = useState<number | null>(null);
  const [gone, setGone] = useState(false);
  const thaw = useVerb(async (handle: string, code: string) => setFrom(await wallet.unfreezeLate(handle, code, gone)));
  if (from !== null) {
    return (
      <ResultScreen
        result="held"
        word={gone ? t`In seven days` : t`In 24 hours`}
        says={
          gone
            ? t`On ${{ at: full(from) }} your payment passkeys of now are forgotten, and the chat leads you in to make a new one. All your devices are told now.`
            : t`The wallet thaws on ${{ at: full(from) }}. All your devices are told now.`
        }
        bottom={<ButtonLink href="#/">{t`Done`}</ButtonLink>}
      />
    );
  }
  return (
    <ByCode
      title={t`Thaw by the recovery code`}
      says={t`It takes its time, so that you can stop it if somebody else has your code.`}
      label={t`Recovery code`}
      button={gone ? t`Open it anew in seven days` : t`Thaw it in 24 hours`}
      verb={thaw}
      learns={t`The recovery code stays in this browser; the house sees only that you have it.`}
      more={
        <Switch
          label={t`My payment passkeys are gone`}
          note={t`Then they are forgotten, and you make a new one. It takes seven days, so that you hear of it wherever you are.`}
          on={gone}
          onTurn={setGone}
        />
      }
    />
  );
}

interface ByCodeProps {
  title: string;
  says: string;
  label: string;
  button: string;
  verb: ReturnType<typeof useVerb<[string, string], void>>;
  learns: string;
  more?: ReactNode;
  other?: ReactNode;
}

function ByCode({ title, says, label, button, verb, learns, more, other }: ByCodeProps) {
  const { t } = useLingui();
  const [handle, setHandle] = useState("");
  const [code, setCode] = useState("");
  const ready = handle.trim() !== "" && code.trim() !== "";
  const typing = (set: (value: string) => void) => (value: string) => {
    verb.clear();
    set(value);
  };
  return (
    <Page
      alone
      top={<TopBar title={title} back="#/" deep />}
      onSubmit={() => ready && void verb.run(handle, code)}
      bottom={
        <>
          <WalletProblemLine problem={verb.problem} />
          <Button type="submit" busy={verb.busy} disabled={!ready}>
            {button}
          </Button>
          {other}
        </>
      }
    >
      <p>{says}</p>
      <Field label={t`Your handle`} name="handle" before="@" code autoComplete="username" value={handle} onValue={typing(setHandle)} />
      <Field label={label} name="recovery-code" code autoComplete="off" lines={2} value={code} onValue={typing(setCode)} />
      {more}
      <LearnsLine icon={<Snowflake />}>{learns}</LearnsLine>
    </Page>
  );
}
