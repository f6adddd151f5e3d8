import { useLingui } from "@lingui/react/macro";
import { useMatrix, useWatched } from "../../matrix/react";
import style from "./RestoringLine.module.css";

/** Old messages coming back from the backup: how many of how many. Draws nothing otherwise. */
export function RestoringLine() {
  const { t, i18n } = useLingui();
  const { restoring } = useWatched(useMatrix().backup);
  if (!restoring || restoring.total === 0) return null;
  const done = i18n.number(restoring.done);
  const total = i18n.number(restoring.total);
  return (
    <section className={style.line} aria-label={t`Old messages`}>
      <label className={style.words}>
        <span>{t`Old messages are coming back: ${done} of ${total}`}</span>
        <progress className={style.bar} max={restoring.total} value={restoring.done} />
      </label>
    </section>
  );
}
