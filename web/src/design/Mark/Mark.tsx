import style from "./Mark.module.css";

/** The house's sign: a tea bowl seen from above. */
export function Mark({ size = 40 }: { size?: number }) {
  return (
    <svg className={style.mark} viewBox="0 0 64 64" style={{ width: `${size / 16}rem` }} aria-hidden="true">
      <circle cx="32" cy="32" r="30" fill="#cfe2d8" stroke="#2b6f5e" strokeWidth="3.2" />
      <circle cx="32" cy="32" r="20.5" fill="#c98b33" stroke="#2b6f5e" strokeWidth="1.6" strokeOpacity="0.55" />
      <path d="M18.5 28a14.5 14.5 0 0 1 10-9.2" stroke="#f3dbae" strokeWidth="3" fill="none" strokeLinecap="round" />
    </svg>
  );
}
