import type { ReactNode, Ref } from "react";
import style from "./Page.module.css";

interface PageProps {
  /** A `TopBar`. */
  top?: ReactNode;
  /** Stays at the lower edge: the primary button, a composer. */
  bottom?: ReactNode;
  /** The scrolling middle has no gutter: lists. */
  flush?: boolean;
  /** The element that scrolls. */
  scroller?: Ref<HTMLDivElement>;
  children: ReactNode;
}

/** A screen or a pane: head, scrolling middle, foot. Text is never wider than is good to read. */
export function Page({ top, bottom, flush = false, scroller, children }: PageProps) {
  return (
    <div className={style.page}>
      {top}
      <div className={style.scroll} ref={scroller}>
        <div className={flush ? style.flush : style.column}>{children}</div>
      </div>
      {bottom && <div className={style.bottom}>{bottom}</div>}
    </div>
  );
}

/** A part of a page under a small heading. */
export function Section({ title, children }: { title?: ReactNode; children: ReactNode }) {
  return (
    <section className={style.section}>
      {title && <h2 className={style.heading}>{title}</h2>}
      {children}
    </section>
  );
}
