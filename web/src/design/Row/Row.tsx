import type { ReactNode } from "react";
import Caret from "~icons/ph/caret-right";
import { replaceEntry } from "../replaceEntry";
import style from "./Row.module.css";
import type { RowKeys } from "./useRowKeys";

interface RowProps {
  /** An avatar, or an icon. */
  leading?: ReactNode;
  title: ReactNode;
  second?: ReactNode;
  /** Top right: a time, a tag, a value. */
  meta?: ReactNode;
  /** Right of the second line: a badge. */
  mark?: ReactNode;
  /** A control at the right edge; only in a row that leads nowhere itself. */
  action?: ReactNode;
  /** A press anywhere in the row is one of its `action`. */
  whole?: boolean;
  /** The row that is open beside the list. */
  chosen?: boolean;
  /** Lets the two lines break instead of cutting them. */
  wraps?: boolean;
  /** False: no stop of the Tab key, in a list where arrows walk (`useRowKeys`). */
  stop?: boolean;
  href?: string;
  /** What it leads to takes the place of this page in the history (`replaceEntry`). */
  replace?: boolean;
  onClick?: () => void;
  /** Draws the small arrow of rows that lead deeper. */
  leads?: boolean;
}

/** A thing in a list: avatar, two lines, meta. Stands inside `Rows`. */
export function Row(row: RowProps) {
  const className = row.wraps ? `${style.row} ${style.wraps}` : style.row;
  const inside = (
    <>
      {row.leading && <span className={style.leading}>{row.leading}</span>}
      <span className={style.lines}>
        <span className={style.line}>
          <span className={style.title} data-title="">
            {row.title}
          </span>
          {row.meta !== undefined && <span className={style.meta}>{row.meta}</span>}
        </span>
        {(row.second !== undefined || row.mark) && (
          <span className={style.line}>
            <span className={style.second}>{row.second}</span>
            {row.mark}
          </span>
        )}
      </span>
      {row.leads && <Caret className={style.caret} />}
      {row.action}
    </>
  );
  return (
    <li className={row.whole ? `${style.item} ${style.whole}` : style.item}>
      {row.href ? (
        <a
          className={className}
          href={row.href}
          onClick={row.replace ? replaceEntry : undefined}
          aria-current={row.chosen ? "page" : undefined}
          tabIndex={row.stop === false ? -1 : undefined}
          data-row=""
        >
          {inside}
        </a>
      ) : row.onClick ? (
        <button type="button" className={className} onClick={row.onClick}>
          {inside}
        </button>
      ) : (
        <div className={className}>{inside}</div>
      )}
    </li>
  );
}

interface RowsProps {
  label?: string;
  /** Of `useRowKeys`. */
  keys?: Pick<RowKeys, "onFocus" | "onKeyDown">;
  children: ReactNode;
}

/** A list of rows with hairlines between them. */
export function Rows({ label, keys, children }: RowsProps) {
  return (
    <ul className={style.rows} aria-label={label} data-rows="" onFocus={keys?.onFocus} onKeyDown={keys?.onKeyDown}>
      {children}
    </ul>
  );
}
