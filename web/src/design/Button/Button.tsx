import type { ReactNode } from "react";
import { replaceEntry } from "../replaceEntry";
import style from "./Button.module.css";

interface Look {
  /** `primary` once per screen; `danger` deletes or ends something. */
  kind?: "primary" | "soft" | "outline" | "quiet" | "danger";
  /** `large` fills the width at the bottom of a screen. */
  size?: "large" | "small";
  icon?: ReactNode;
  children: ReactNode;
}

interface Press extends Look {
  type?: "button" | "submit";
  onClick?: (() => void) | undefined;
  /** At work: the wheel turns and presses are ignored. */
  busy?: boolean;
  disabled?: boolean;
}

/** A button with words. */
export function Button({
  kind = "primary",
  size = "large",
  icon,
  children,
  type = "button",
  onClick,
  busy = false,
  disabled = false,
}: Press) {
  return (
    <button
      type={type}
      className={`${style.button} ${style[kind]} ${style[size]}`}
      onClick={busy ? undefined : onClick}
      disabled={disabled}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
    >
      {busy ? <span className={style.wheel} /> : icon}
      <span>{children}</span>
    </button>
  );
}

/** Looks like a button and leads somewhere. */
export function ButtonLink({ kind = "primary", size = "large", icon, children, href }: Look & { href: string }) {
  return (
    <a href={href} className={`${style.button} ${style[kind]} ${style[size]}`}>
      {icon}
      <span>{children}</span>
    </a>
  );
}

interface IconPress {
  /** What it does, for those who do not see the icon, and as a tip for a mouse. */
  label: string;
  children: ReactNode;
  onClick: () => void;
  pressed?: boolean;
  disabled?: boolean;
  /** It opens a menu. */
  menu?: boolean;
  expanded?: boolean;
}

/** A button with an icon only: 44 by 44. */
export function IconButton({ label, children, onClick, pressed, disabled, menu, expanded }: IconPress) {
  return (
    <button
      type="button"
      className={style.icon}
      aria-label={label}
      title={label}
      onClick={onClick}
      disabled={disabled}
      aria-pressed={pressed}
      aria-haspopup={menu ? "menu" : undefined}
      aria-expanded={expanded}
    >
      {children}
    </button>
  );
}

interface Place {
  label: string;
  children: ReactNode;
  href: string;
  /** Takes the place of this page in the history (`replaceEntry`). */
  replace?: boolean;
}

/** An icon that leads somewhere: 44 by 44. */
export function IconLink({ label, children, href, replace = false }: Place) {
  return (
    <a href={href} onClick={replace ? replaceEntry : undefined} className={style.icon} aria-label={label} title={label}>
      {children}
    </a>
  );
}
