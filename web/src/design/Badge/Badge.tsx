import style from "./Badge.module.css";

/** How many are unread: jade, or grey where the person has muted the conversation. The word stands in `label`. */
export function Badge({ count, muted = false, label }: { count: number; muted?: boolean; label: string }) {
  return (
    <span className={muted ? style.muted : style.badge}>
      <span aria-hidden="true">{count > 99 ? "99+" : count}</span>
      <span className="sr">{label}</span>
    </span>
  );
}
