import { useLingui } from "@lingui/react/macro";
import Hand from "~icons/ph/hand-palm";
import { useMoments } from "../../design/moments";
import { useMe } from "./meStore";
import style from "./SuspendedNotice.module.css";

/** The house has suspended the person: since when, why, and what stays open. Draws nothing otherwise. */
export function SuspendedNotice() {
  const { t } = useLingui();
  const { date } = useMoments();
  const { now } = useMe();
  if (now.state !== "ready" || !now.me.suspended) return null;
  const { reason, since } = now.me.suspended;
  const day = date(since);
  return (
    <section className={style.notice} aria-label={t`You are suspended`}>
      <Hand />
      <div className={style.words}>
        <p className={style.what}>{t`Suspended since ${day}. You can read and leave, but not write.`}</p>
        <p className={style.why}>{reason ? t`The reason the house gives: ${reason}` : t`The house gives no reason.`}</p>
      </div>
    </section>
  );
}
