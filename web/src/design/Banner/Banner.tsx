import type { ReactNode } from "react";
import style from "./Banner.module.css";

interface BannerProps {
  /** What it is about, for those who listen. */
  label: string;
  tone: "red" | "amber";
  icon: ReactNode;
  /** What happened, in one sentence. */
  title: ReactNode;
  /** What that means. */
  children: ReactNode;
  /** Small buttons. */
  actions?: ReactNode;
}

/** Stands above every place while it holds: something about the person that cannot wait until they look. */
export function Banner({ label, tone, icon, title, children, actions }: BannerProps) {
  return (
    <section className={`${style.banner} ${style[tone]}`} aria-label={label} data-banner="">
      {icon}
      <div className={style.words}>
        <p className={style.what}>{title}</p>
        <p>{children}</p>
        {actions && <div className={style.actions}>{actions}</div>}
      </div>
    </section>
  );
}
