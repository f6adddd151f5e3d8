import type { ReactNode } from "react";
import { Mark } from "../Mark/Mark";
import style from "./Boot.module.css";

/** The bowl in the middle, as the page itself shows it before any script has come; a sentence when it takes long. */
export function Boot({ children }: { children?: ReactNode }) {
  return (
    <main className="boot">
      <h1 className="sr">Teahouse</h1>
      <Mark size={72} />
      {children && (
        <p className={style.sentence} role="status">
          {children}
        </p>
      )}
    </main>
  );
}
