import type { ReactNode } from "react";
import style from "./Banner.module.css";

interface BannerProps {
  /** What it is about, for those who listen. */
  label: string;
  tone: "red" | "amber";
  icon: ReactNode;
  /** What happened, in one sentence. */
  title: ReactNode;
  /** The same in a few words: all that stands there where the screen is low, as a way to the rest of it. */
  brief?: { readonly words: string; readonly href: string };
  /** What that means. */
  children: ReactNode;
  /** Small buttons. */
  actions?: ReactNode;
}

/** Stands above every place while it holds: something about the person that cannot wait until they look. */
export function Banner({ label, tone, icon, title, brief, children, actions }: BannerProps) {
  return (
    <section className={`${style.banner} ${style[tone]} ${brief ? style.low : ""}`} aria-label={label} data-banner="">
      {icon}
      <div className={style.words}>
        {brief && (
          <a className={style.brief} href={brief.href}>
            {brief.words}
          </a>
        )}
        <div className={style.full}>
          <p className={style.what}>{title}</p>
          <p>{children}</p>
        </div>
        {actions && <div className={style.actions}>{actions}</div>}
      </div>
    </section>
  );
}
