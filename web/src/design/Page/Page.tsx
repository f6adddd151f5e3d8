import { type FormEvent, type ReactNode, type Ref, useEffect, useRef } from "react";
import { focusHeading, hasLostFocus } from "../arrival";
import style from "./Page.module.css";

export type Tone = "pay" | "receive" | "done" | "held" | "refused" | "again";

interface PageProps {
  /** A `TopBar`. */
  top?: ReactNode;
  /** Stays at the lower edge: the primary button, a composer. */
  bottom?: ReactNode;
  /** The scrolling middle has no gutter: lists. */
  flush?: boolean;
  /** The element that scrolls. */
  scroller?: Ref<HTMLDivElement>;
  /** Stands for itself, not in a pane: in the middle of a wide screen. */
  alone?: boolean;
  /** A ground that says from afar what this is: `pay` money leaves, `receive` money comes, the others what has come of it. */
  tone?: Tone;
  /** Makes the page a form; the primary button at the lower edge submits it. */
  onSubmit?: () => void;
  children: ReactNode;
}

/** A screen or a pane: head, scrolling middle, foot. Text is never wider than is good to read. */
export function Page({ top, bottom, flush = false, scroller, alone = false, tone, onSubmit, children }: PageProps) {
  const page = useRef<HTMLElement>(null);
  const keep = (element: HTMLElement | null) => {
    page.current = element;
  };
  // Of panes the place knows which one was come to.
  useEffect(() => {
    if (alone && hasLostFocus()) focusHeading(page.current);
  }, [alone]);
  const className = [style.page, alone && style.alone, !flush && style.read].filter(Boolean).join(" ");
  const inside = (
    <>
      {top}
      <div className={style.scroll} ref={scroller}>
        <div className={flush ? style.flush : style.column}>{children}</div>
      </div>
      {bottom && <footer className={style.bottom}>{bottom}</footer>}
    </>
  );
  if (!onSubmit) {
    return (
      <div className={className} data-tone={tone} ref={keep}>
        {inside}
      </div>
    );
  }
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <form className={className} data-tone={tone} ref={keep} onSubmit={submit} noValidate>
      {inside}
    </form>
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
