import { type KeyboardEvent, type ReactNode, useEffect, useLayoutEffect, useRef } from "react";
import style from "./Menu.module.css";
import { place } from "./place";

/** One thing that a menu offers. */
export interface MenuItem {
  readonly key: string;
  readonly label: ReactNode;
  readonly icon?: ReactNode;
  /** Deletes or ends something. */
  readonly danger?: boolean;
  readonly onChoose: () => void;
}

interface MenuProps {
  label: string;
  /** What it belongs to: the button or thing that was pressed. */
  at: Element;
  items: readonly MenuItem[];
  onClose: () => void;
  /** Stands above the items, e.g. a line of reactions. */
  top?: ReactNode;
}

/** A menu at a thing. Arrows move, Escape and a tap beside it close. Render it to open it. */
export function Menu({ label, at, items, onClose, top }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);
  const close = useRef(onClose);
  close.current = onClose;

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const before = document.activeElement;
    element.showPopover();
    put(element, at);
    element.querySelector<HTMLElement>("button")?.focus();
    const windowChanged = () => put(element, at);
    window.addEventListener("resize", windowChanged);
    return () => {
      window.removeEventListener("resize", windowChanged);
      if (element.contains(document.activeElement) && before instanceof HTMLElement) before.focus();
    };
  }, [at]);

  useEffect(() => {
    const element = menu.current;
    const toggled = (event: ToggleEvent) => {
      if (event.newState === "closed") close.current();
    };
    element?.addEventListener("toggle", toggled);
    return () => element?.removeEventListener("toggle", toggled);
  }, []);

  return (
    <div ref={menu} popover="auto" className={style.menu} role="menu" aria-label={label} tabIndex={-1} onKeyDown={walk}>
      {top}
      {items.map((item) => (
        <button
          key={item.key}
          type="button"
          role="menuitem"
          className={item.danger ? `${style.item} ${style.danger}` : style.item}
          onClick={() => {
            onClose();
            item.onChoose();
          }}
        >
          {item.icon}
          <span>{item.label}</span>
        </button>
      ))}
    </div>
  );
}

function put(menu: HTMLElement, at: Element) {
  // Not its rectangle: that is still growing.
  const size = { width: menu.offsetWidth, height: menu.offsetHeight };
  const { left, top } = place(at.getBoundingClientRect(), size, { width: window.innerWidth, height: window.innerHeight });
  menu.style.left = `${left}px`;
  menu.style.top = `${top}px`;
}

function walk(event: KeyboardEvent<HTMLDivElement>) {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>("button")];
  const now = items.indexOf(document.activeElement as HTMLElement);
  // Some of them lie beside each other.
  const to = { ArrowDown: now + 1, ArrowRight: now + 1, ArrowUp: now - 1, ArrowLeft: now - 1, Home: 0, End: items.length - 1 }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  items[(to + items.length) % items.length]?.focus();
}
