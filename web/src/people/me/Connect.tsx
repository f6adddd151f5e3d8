import { useLingui } from "@lingui/react/macro";
import { useEffect, useRef, useState } from "react";
import Copy from "~icons/ph/copy";
import Eye from "~icons/ph/eye";
import { Button, IconButton } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { LearnsLine } from "../../design/LearnsLine/LearnsLine";
import { useMoments } from "../../design/moments";
import { Page, Section } from "../../design/Page/Page";
import { toast } from "../../design/Toast/Toast";
import { TopBar } from "../../design/TopBar/TopBar";
import type { SignedIn } from "../../matrix/model";
import { useAnswer, useMatrix, useVerb, useWatched } from "../../matrix/react";
import { useDeviceName } from "../useDeviceName";
import style from "./Connect.module.css";

/** Another Matrix app for the same person: what to type there, and a token that lets it in once. */
export function Connect({ session }: { session: Pick<SignedIn, "handle" | "serverName"> }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const house = useAnswer(matrix.house);
  const [token, setToken] = useState<Made | null>(null);
  const [over, setOver] = useState(false);
  const make = useVerb(async () => {
    // Who is there already has not come by this token.
    await matrix.refreshDevices();
    setToken(await matrix.loginTokenForAnotherApp());
    setOver(false);
  });
  const newcomer = useNewcomerSince(token?.token ?? null);
  const open = token !== null && newcomer === null && !over;
  useLookout(open);

  return (
    <Page
      top={<TopBar title={t`Connect another app`} back="#/me" />}
      bottom={
        <>
          <ProblemLine problem={make.problem} />
          <Button busy={make.busy} onClick={() => void make.run()}>
            {token ? t`Make another token` : t`Make a one-time token`}
          </Button>
        </>
      }
    >
      <p>{t`Teahouse speaks Matrix, an open standard. Any Matrix app can be a second door to the same conversations.`}</p>
      <Section title={t`What to type there`}>
        {house.state === "failed" && <ProblemLine problem={house.problem} />}
        <dl className={style.facts}>
          <Fact name={t`Server`} value={house.state === "ready" ? house.answer.publicUrl : session.serverName} />
          <Fact name={t`User`} value={`@${session.handle}:${session.serverName}`} />
        </dl>
        <p className={style.note}>{t`With your password, if you have set one; or with a token, if the app takes one.`}</p>
      </Section>
      {open && <Token {...token} onExpired={() => setOver(true)} />}
      {token && newcomer !== null && (
        <p role="status">{t`${{ name: newcomer }} has signed in. The token was used and opens nothing more.`}</p>
      )}
      {token && newcomer === null && over && (
        <p role="status">{t`The token has run out, and nobody has signed in with it. Make another one when the app asks for it.`}</p>
      )}
      <LearnsLine icon={<Eye />}>
        {t`The other app acts as you until you sign it out under Devices; the keys to your private messages it gets only once you confirm it. Its maker may learn what you give it.`}
      </LearnsLine>
    </Page>
  );
}

interface Made {
  readonly token: string;
  readonly expiresAt: number;
}

/** So often the house is asked who has come, in milliseconds: sync does not tell of a device that has no keys. */
const LOOK_EVERY = 4_000;

function useLookout(open: boolean): void {
  const matrix = useMatrix();
  useEffect(() => {
    const look = () => void matrix.refreshDevices().catch(() => {});
    if (!open) return;
    const timer = setInterval(look, LOOK_EVERY);
    return () => {
      clearInterval(timer);
      // Who came in the last moment.
      look();
    };
  }, [matrix, open]);
}

/** The device that has signed in since there is this token, most likely with it; null before. */
function useNewcomerSince(token: string | null): string | null {
  const nameOf = useDeviceName();
  const { state, devices } = useWatched(useMatrix().devices);
  const before = useRef<{ token: string; ids: ReadonlySet<string> } | null>(null);
  if (token === null || state !== "ready") return null;
  if (before.current?.token !== token) before.current = { token, ids: new Set(devices.map(({ id }) => id)) };
  const { ids } = before.current;
  const newcomer = devices.find(({ id }) => !ids.has(id));
  return newcomer ? nameOf(newcomer) : null;
}

function Token({ token, expiresAt, onExpired }: Made & { onExpired: () => void }) {
  const { t } = useLingui();
  const { time } = useMoments();
  useEffect(() => {
    const timer = setTimeout(onExpired, Math.max(0, expiresAt - Date.now()));
    return () => clearTimeout(timer);
  }, [expiresAt, onExpired]);
  const end = time(expiresAt);
  return (
    <section className={style.token} aria-label={t`One-time token`}>
      <p className={style.code}>{token}</p>
      <div className={style.foot}>
        <span>{t`Good once, until ${end}`}</span>
        <CopyButton value={token} />
      </div>
    </section>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div className={style.fact}>
      <dt>{name}</dt>
      <dd>
        <span>{value}</span>
        <CopyButton value={value} />
      </dd>
    </div>
  );
}

function CopyButton({ value }: { value: string }) {
  const { t } = useLingui();
  const copy = async () => {
    await navigator.clipboard.writeText(value);
    toast(t`Copied.`);
  };
  return (
    <IconButton label={t`Copy ${value}`} onClick={() => void copy()}>
      <Copy />
    </IconButton>
  );
}
