import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import { type ReactNode, useEffect, useState } from "react";
import CloudCheck from "~icons/ph/cloud-check";
import Devices from "~icons/ph/devices";
import Leave from "~icons/ph/door";
import Fingerprint from "~icons/ph/fingerprint";
import Key from "~icons/ph/key";
import Plugs from "~icons/ph/plugs-connected";
import Prohibit from "~icons/ph/prohibit";
import ShieldWarning from "~icons/ph/shield-warning";
import SignOutIcon from "~icons/ph/sign-out";
import Translate from "~icons/ph/translate";
import { Avatar } from "../../design/Avatar/Avatar";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { useMoments } from "../../design/moments";
import { Page } from "../../design/Page/Page";
import { Row, Rows } from "../../design/Row/Row";
import { TopBar } from "../../design/TopBar/TopBar";
import type { Backup, Me as MeOf, SignedIn } from "../../matrix/model";
import { useMatrix, useWatched } from "../../matrix/react";
import style from "./Me.module.css";
import { loadMe, useMe } from "./meStore";
import { Notices } from "./Notices";
import { SignOutSheet } from "./SignOutSheet";

/** The person's own page: who they are here, what happened to their ways in, and everything that can be set. */
export function Me({ session, open }: { session: SignedIn; open: string | null }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const { now } = useMe();
  const [leaving, setLeaving] = useState(false);
  const me = now.state === "ready" ? now.me : null;
  useEffect(() => void loadMe(matrix), [matrix]);

  return (
    <Page flush top={<TopBar title={t`Me`} />}>
      <div className={style.parts}>
        <Rows label={t`Who I am here`}>
          <Row
            wraps
            leads
            href="#/me/profile"
            chosen={open === "profile"}
            leading={<Avatar of={session.avatar} size={52} />}
            title={session.displayName || session.handle}
            second={`@${session.handle}:${session.serverName}`}
          />
        </Rows>
        {now.state === "failed" && (
          <div className={style.failed}>
            <ProblemLine
              problem={now.problem}
              action={
                <Button kind="outline" size="small" onClick={() => void loadMe(matrix)}>
                  {t`Try again`}
                </Button>
              }
            />
          </div>
        )}
        {me && <Notices notices={me.notices} />}
        <Safety session={session} me={me} open={open} />
        <Rows label={t`More`}>
          <Place at="connect" open={open} icon={<Plugs />} title={t`Connect another app`} />
          <Place at="blocked" open={open} icon={<Prohibit />} title={t`Blocked people`} />
          <Place at="look" open={open} icon={<Translate />} title={t`Language and look`} />
          <Row leading={<SignOutIcon className={style.ends} />} title={t`Sign out`} onClick={() => setLeaving(true)} />
          <Place at="close" open={open} icon={<Leave className={style.ends} />} title={t`Close the account`} />
        </Rows>
      </div>
      {leaving && <SignOutSheet onClose={() => setLeaving(false)} />}
    </Page>
  );
}

function Safety({ session, me, open }: { session: SignedIn; me: MeOf | null; open: string | null }) {
  const { t } = useLingui();
  const backup = useWatched(useMatrix().backup);
  const unconfirmed = useUnconfirmed(session);
  return (
    <Rows label={t`Safety`}>
      {session.verified === false && (
        <Row
          wraps
          leads
          href="#/verify"
          chosen={open === "verify"}
          leading={<ShieldWarning className={style.warns} />}
          title={t`Confirm this device`}
          second={t`It cannot read or write in private yet`}
        />
      )}
      <Place at="devices" open={open} icon={<Devices />} title={t`Devices`} second={unconfirmed} />
      <Place at="ways-in" open={open} icon={<Fingerprint />} title={t`Ways to sign in`} second={me ? <WaysIn me={me} /> : undefined} />
      <Place
        at="recovery"
        open={open}
        icon={<Key />}
        title={t`Recovery code`}
        second={session.recoverySet === null ? undefined : session.recoverySet ? t`You have one` : t`You have none yet`}
      />
      <Row wraps leading={<CloudCheck />} title={t`Old messages`} second={<BackupLine backup={backup} />} />
    </Rows>
  );
}

interface PlaceProps {
  at: string;
  open: string | null;
  icon: ReactNode;
  title: string;
  second?: ReactNode;
}

function Place({ at, open, icon, title, second }: PlaceProps) {
  return (
    <Row wraps leads href={`#/me/${at}`} chosen={open === at} leading={icon} title={title} {...(second !== undefined && { second })} />
  );
}

/** Says how many devices nobody has confirmed: one that the person does not know would be among them. */
function useUnconfirmed({ verified }: SignedIn): string | undefined {
  const { t } = useLingui();
  const matrix = useMatrix();
  const { devices } = useWatched(matrix.devices);
  useEffect(() => void matrix.refreshDevices().catch(() => {}), [matrix]);
  const count = devices.filter((one) => !one.self && one.verified === false).length;
  // From a device that is not confirmed itself the others cannot be told apart.
  return count > 0 && verified === true ? t`${plural(count, { one: "# is not confirmed", other: "# are not confirmed" })}` : undefined;
}

function WaysIn({ me }: { me: { readonly hasPassword: boolean; readonly passkeys: number } }) {
  const { t } = useLingui();
  const passkeys = t`${plural(me.passkeys, { one: "# passkey", other: "# passkeys" })}`;
  if (me.passkeys === 0) return <>{t`Password`}</>;
  return <>{me.hasPassword ? t`${passkeys} and a password` : passkeys}</>;
}

function BackupLine({ backup }: { backup: Backup }) {
  const { t } = useLingui();
  const { full } = useMoments();
  if (backup.state === "unknown") return <>{t`Looking`}</>;
  if (backup.state === "off") return <>{t`Not saved. A new device would not show them.`}</>;
  if (backup.state === "locked") return <>{t`Saved, but this device cannot open them yet`}</>;
  if (backup.waiting > 0) return <>{t`Saving the keys: ${plural(backup.waiting, { one: "# to go", other: "# to go" })}`}</>;
  if (backup.savedAt === null) return <>{t`Saved, locked with your recovery code`}</>;
  const moment = full(backup.savedAt);
  return <>{t`Last saved ${moment}, locked with your recovery code`}</>;
}
