import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import style from "./Skeleton.module.css";

/** What will be there, in grey: rows with an avatar. Seen only when waiting lasts; after four seconds with a sentence. */
export function SkeletonRows({ count = 6, label, children }: { count?: number; label: string; children?: ReactNode }) {
  const { t } = useLingui();
  return (
    <div className={style.skeleton} role="status" aria-label={label} data-rows="">
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: grey rows are all alike and never move
        <div className={style.row} key={index} aria-hidden="true">
          <span className={style.avatar} />
          <span className={style.lines}>
            <span className={style.line} />
            <span className={`${style.line} ${style.short}`} />
          </span>
        </div>
      ))}
      <p className={style.sentence}>{children ?? t`The house takes its time. It comes as soon as it answers.`}</p>
    </div>
  );
}

/** The same for a screen without avatars: lines of text. */
export function SkeletonLines({ count = 3, label }: { count?: number; label: string }) {
  const { t } = useLingui();
  return (
    <div className={style.skeleton} role="status" aria-label={label}>
      <div className={style.text} aria-hidden="true">
        {Array.from({ length: count }, (_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: grey lines are all alike and never move
          <span className={index === count - 1 ? `${style.line} ${style.short}` : style.line} key={index} />
        ))}
      </div>
      <p className={style.sentence}>{t`The house takes its time. It comes as soon as it answers.`}</p>
    </div>
  );
}
