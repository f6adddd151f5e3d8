import type { ReactNode } from "react";
import { Mark } from "../Mark/Mark";
import style from "./Tabs.module.css";

/** One of the few places of the app. */
export interface Tab {
  readonly key: string;
  readonly label: string;
  readonly href: string;
  readonly icon: ReactNode;
  /** The filled icon of the chosen tab. */
  readonly iconChosen: ReactNode;
  readonly chosen: boolean;
  /** At the edge of a desktop in place of the icon. */
  readonly picture?: ReactNode;
  /** A `Badge` at the icon. */
  readonly badge?: ReactNode;
}

/** The places, under the thumb on a phone. */
export function TabBar({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className={style.bar} aria-label={label}>
      {tabs.map((tab) => (
        <Place tab={tab} key={tab.key} />
      ))}
    </nav>
  );
}

/** The places, at the left edge of a desktop, the last one at its foot. */
export function Rail({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav className={style.rail} aria-label={label}>
      <Mark size={40} />
      {tabs.map((tab) => (tab.picture ? <Face tab={tab} key={tab.key} /> : <Place tab={tab} key={tab.key} />))}
    </nav>
  );
}

function Face({ tab }: { tab: Tab }) {
  return (
    <a className={style.tab} href={tab.href} aria-current={tab.chosen ? "page" : undefined} title={tab.label}>
      <span className={style.face}>
        {tab.picture}
        {tab.badge && <span className={style.badge}>{tab.badge}</span>}
      </span>
      <span className="sr">{tab.label}</span>
    </a>
  );
}

function Place({ tab }: { tab: Tab }) {
  return (
    <a className={style.tab} href={tab.href} aria-current={tab.chosen ? "page" : undefined}>
      <span className={style.icon}>
        {tab.chosen ? tab.iconChosen : tab.icon}
        {tab.badge && <span className={style.badge}>{tab.badge}</span>}
      </span>
      <span className={style.label}>{tab.label}</span>
    </a>
  );
}
