import { createContext, type ReactNode, useContext } from "react";
import style from "./Panes.module.css";

/** The tabs below the list; `app` fills it. */
export const TabsContext = createContext<ReactNode>(null);

interface PanesProps {
  list: ReactNode;
  /** What is open; null shows the list alone on a phone. */
  content: ReactNode | null;
  /** What stands in the middle of a wide screen while nothing is open. */
  idle: ReactNode;
  /** A third pane, from 1000 px on; below that a screen shows the same facts in its own way. */
  facts?: ReactNode;
}

/** A place of one page: it has the whole width, and on a phone the tabs below it. */
export function OnePane({ children }: { children: ReactNode }) {
  const tabs = useContext(TabsContext);
  return (
    <div className={style.panes}>
      <div className={style.content} data-panes="content">
        <div className={style.fill}>{children}</div>
        {tabs}
      </div>
    </div>
  );
}

/** List and content: one after the other on a phone, side by side from 700 px on. */
export function Panes({ list, content, idle, facts }: PanesProps) {
  const tabs = useContext(TabsContext);
  return (
    <div className={style.panes}>
      <div className={content ? `${style.list} ${style.behind}` : style.list} data-panes="list">
        <div className={style.fill}>{list}</div>
        {tabs}
      </div>
      <div className={content ? style.content : `${style.content} ${style.behind}`} data-panes="content">
        {content ?? idle}
      </div>
      {facts && (
        <aside className={style.facts} data-panes="facts">
          {facts}
        </aside>
      )}
    </div>
  );
}
