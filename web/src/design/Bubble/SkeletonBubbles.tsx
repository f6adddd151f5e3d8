import style from "./SkeletonBubbles.module.css";

/** Bubbles that are on their way, in grey; seen only when waiting lasts. */
export function SkeletonBubbles({ label }: { label: string }) {
  return (
    <div className={style.skeleton} role="status" aria-label={label}>
      <span />
      <span className={style.own} />
      <span className={style.short} />
      <span />
      <span className={`${style.own} ${style.short}`} />
    </div>
  );
}
