import { useLingui } from "@lingui/react/macro";
import type { ReactNode } from "react";
import Back from "~icons/ph/caret-left";
import { IconLink } from "../Button/Button";
import style from "./TopBar.module.css";

interface TopBarProps {
  title: ReactNode;
  /** Where the way back leads: `#/me`. */
  back?: string;
  /** The way back stays on a wide screen too, where the list beside it is not where it leads. */
  deep?: boolean;
  /** What the way back leads to takes the place of this page in the history (`replaceEntry`). */
  replace?: boolean;
  /** Beside the way back: a badge of what waits there. */
  waiting?: ReactNode;
  /** In ink-2 below the title. */
  second?: ReactNode;
  /** Icon buttons at the right. */
  actions?: ReactNode;
  /** `large`: the screen's serif title. `line`: one line with a hairline below, over a conversation. */
  size?: "large" | "line";
  /** Before the title: an avatar. */
  leading?: ReactNode;
}

/** The head of a page. */
export function TopBar({ title, back, deep = false, replace = false, waiting, second, actions, size = "large", leading }: TopBarProps) {
  const { t } = useLingui();
  return (
    <header className={style.head}>
      <div className={`${style.bar} ${style[size]}`}>
        {back && (
          <span className={deep ? style.back : `${style.back} ${style.shallow}`}>
            <IconLink href={back} label={t`Back`} replace={replace}>
              <Back />
            </IconLink>
            {waiting}
          </span>
        )}
        {leading && <span className={style.leading}>{leading}</span>}
        <div className={style.words}>
          <h1 className={style.title} tabIndex={-1}>
            {title}
          </h1>
          {second && <div className={style.second}>{second}</div>}
        </div>
        {actions && <div className={style.actions}>{actions}</div>}
      </div>
    </header>
  );
}
