import { useEffect, useRef } from "react";
import { create } from "zustand";
import style from "./Toast.module.css";

/** How long a toast stays, in milliseconds; one that can be undone stays longer. */
const STAYS = 4_000;
const STAYS_FOR_ACTION = 8_000;

interface Said {
  readonly id: number;
  readonly text: string;
  /** The language in which it is said: another may be chosen while it stands. */
  readonly lang: string;
  readonly action: { readonly label: string; readonly onChoose: () => void } | null;
}

const useSaid = create<{ said: Said | null }>(() => ({ said: null }));
let count = 0;

/** Says one line at the top of the screen for a moment; the newest replaces the one before. */
export function toast(text: string, action: Said["action"] = null): void {
  useSaid.setState({ said: { id: ++count, text, lang: document.documentElement.lang, action } });
}

/** Takes back what is being said. */
export function hush(): void {
  useSaid.setState({ said: null });
}

/** Where toasts appear; stands once in the app. */
export function Toasts() {
  const { said } = useSaid();
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    const element = box.current;
    if (!said || !element) return;
    // What stands above every place has buttons of its own.
    element.style.setProperty("--from", `${document.querySelector("main")?.getBoundingClientRect().top ?? 0}px`);
    // Shown anew each time, so that it lies above a sheet that was opened meanwhile.
    element.hidePopover();
    element.showPopover();
    const end = () => {
      if (!element.matches(":hover, :focus-within")) useSaid.setState((now) => (now.said === said ? { said: null } : now));
    };
    const timer = setInterval(end, said.action ? STAYS_FOR_ACTION : STAYS);
    return () => clearInterval(timer);
  }, [said]);

  return (
    <div ref={box} popover="manual" className={style.place} role="status">
      {said && (
        <div className={style.toast} key={said.id} lang={said.lang}>
          <span>{said.text}</span>
          {said.action && (
            <button
              type="button"
              className={style.action}
              onClick={() => {
                hush();
                said.action?.onChoose();
              }}
            >
              {said.action.label}
            </button>
          )}
        </div>
      )}
    </div>
  );
}
