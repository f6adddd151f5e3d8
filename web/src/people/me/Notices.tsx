import { plural } from "@lingui/core/macro";
import { useLingui } from "@lingui/react/macro";
import Eye from "~icons/ph/eye";
import { Button, ButtonLink } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { useMoments } from "../../design/moments";
import type { Notice } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";
import { loadMe } from "./meStore";
import style from "./Notices.module.css";

/**
 * What was done to the person's ways in, by themselves or by the operator: each stays until they have seen it. What happened
 * several times is said once.
 */
export function Notices({ notices }: { notices: readonly Notice[] }) {
  const { t } = useLingui();
  if (notices.length === 0) return null;
  return (
    <ul className={style.notices} aria-label={t`Notices`}>
      {[...Map.groupBy(notices, ({ kind }) => kind)].map(([kind, alike]) => (
        <Entry kind={kind} notices={alike} key={kind} />
      ))}
    </ul>
  );
}

function Entry({ kind, notices }: { kind: Notice["kind"]; notices: readonly Notice[] }) {
  const { t } = useLingui();
  const { full } = useMoments();
  const matrix = useMatrix();
  const sentences: Record<Notice["kind"], string> = {
    let_in: t`The operator of this house signed you out everywhere, and made a one-time link that opens your door.`,
    suspended: t`The operator of this house suspended you.`,
    passkey_added: t`A passkey was added. It opens everything of yours.`,
    password_changed: t`Your password was changed.`,
    recovered: t`Somebody signed in with your recovery code.`,
  };
  const devices = { href: "#/me/devices", words: t`Look at devices` };
  const waysIn = { href: "#/me/ways-in", words: t`Look at ways to sign in` };
  /** Where the person sees whether it was them, and undoes it if not. */
  const leading: Record<Notice["kind"], typeof devices | null> = {
    let_in: waysIn,
    suspended: null,
    passkey_added: waysIn,
    password_changed: devices,
    recovered: devices,
  };
  const leads = leading[kind];
  const dismiss = useVerb(async () => {
    for (const { id } of notices) await matrix.dismissNotice(id);
    await loadMe(matrix);
  });
  const last = full(Math.max(...notices.map(({ at }) => at)));
  return (
    <li className={style.notice}>
      <Eye />
      <div className={style.words}>
        <p>{sentences[kind]}</p>
        <p className={style.when}>
          {notices.length === 1 ? last : t`${plural(notices.length, { one: "# time", other: "# times" })}, last ${last}`}
        </p>
        <ProblemLine problem={dismiss.problem} />
      </div>
      <div className={style.actions}>
        {leads && (
          <ButtonLink kind="soft" size="small" href={leads.href}>
            {leads.words}
          </ButtonLink>
        )}
        <Button kind="outline" size="small" busy={dismiss.busy} onClick={() => void dismiss.run()}>
          {t`Seen`}
        </Button>
      </div>
    </li>
  );
}
