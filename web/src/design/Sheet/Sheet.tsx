import { useLingui } from "@lingui/react/macro";
import { type FormEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react";
import Cross from "~icons/ph/x";
import { IconButton } from "../Button/Button";
import { useBack } from "../back";
import { followFinger } from "./followFinger";
import style from "./Sheet.module.css";

interface SheetProps {
  title: ReactNode;
  /** Asked to close: by the cross, Escape, a tap beside it, or a pull down. */
  onClose: () => void;
  /** False while something runs that must be seen to its end. */
  closable?: boolean;
  children: ReactNode;
  /** Buttons; they stay in sight while the rest scrolls. */
  bottom?: ReactNode;
  /** Makes the sheet a form; its primary button submits it, and so does Enter in a field. */
  onSubmit?: () => void;
  /** A class of its own, for the one sheet that looks like nothing else. */
  looks?: string | undefined;
}

/**
 * Comes up from the bottom on a phone and stands in the middle of a desktop. It is the browser's own modal dialog: focus
 * goes in, stays in, and returns; Escape and *Back* close. Render it to open it.
 */
export function Sheet({ title, onClose, closable = true, children, bottom, onSubmit, looks }: SheetProps) {
  const { t } = useLingui();
  const dialog = useRef<HTMLDialogElement>(null);
  const body = useRef<HTMLDivElement>(null);
  const heading = useId();
  const close = useRef(onClose);
  close.current = () => {
    if (closable) onClose();
  };

  useBack(() => close.current());

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    // A field that was marked comes first; else the heading, so that nothing is pressed by mistake.
    (element?.querySelector<HTMLElement>("[data-first]") ?? element?.querySelector("h2"))?.focus();
    // Closed before it leaves the page, so that the browser gives the focus back.
    return () => element?.close();
  }, []);

  // What was pressed may go with the contents that it changed: whoever listens goes on at the new heading.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another title stands for other contents
  useLayoutEffect(() => {
    const element = dialog.current;
    if (element && !element.contains(document.activeElement)) element.querySelector("h2")?.focus();
  }, [title]);

  // What scrolls can be reached by the keyboard too, where nothing in it takes the focus.
  useLayoutEffect(() => {
    const element = body.current;
    if (element && element.scrollHeight > element.clientHeight) element.tabIndex = 0;
    else element?.removeAttribute("tabindex");
  });

  useEffect(() => {
    const element = dialog.current;
    if (!element) return;
    const beside = (event: MouseEvent) => {
      if (event.target === element) close.current();
    };
    element.addEventListener("click", beside);
    const letGo = followFinger(element, () => close.current());
    return () => {
      element.removeEventListener("click", beside);
      letGo();
    };
  }, []);

  const inside = (
    <>
      <header className={style.head} data-grip="">
        <h2 className={style.title} id={heading} tabIndex={-1}>
          {title}
        </h2>
        {closable && (
          <IconButton label={t`Close`} onClick={onClose}>
            <Cross />
          </IconButton>
        )}
      </header>
      <div className={style.body} ref={body}>
        {children}
      </div>
      {bottom && <footer className={style.bottom}>{bottom}</footer>}
    </>
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };

  return (
    <dialog
      ref={dialog}
      className={looks ? `${style.sheet} ${looks}` : style.sheet}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        close.current();
      }}
    >
      {onSubmit ? (
        <form className={style.inside} onSubmit={submit} noValidate>
          {inside}
        </form>
      ) : (
        <div className={style.inside}>{inside}</div>
      )}
    </dialog>
  );
}
