import type { ReactNode } from "react";
import Check from "~icons/ph/check-bold";
import { Page } from "../Page/Page";
import style from "./ResultScreen.module.css";

interface ResultScreenProps {
  /** One word: *Sent*. */
  word: ReactNode;
  /** An `Amount` of size `result`. */
  amount: ReactNode;
  /** Who it was with: avatar and name. */
  counterpart?: ReactNode;
  /** What else there is to know, one line each. */
  facts: readonly { readonly name: string; readonly value: ReactNode }[];
  /** A `LearnsLine`. */
  learns: ReactNode;
  /** The buttons. */
  bottom: ReactNode;
}

/** It is done: fills the phone, so that somebody across the table can read it. */
export function ResultScreen({ word, amount, counterpart, facts, learns, bottom }: ResultScreenProps) {
  return (
    <Page alone bottom={bottom}>
      <div className={style.result} role="status">
        <span className={style.ring}>
          <Check />
        </span>
        <h1 className={style.word} tabIndex={-1}>
          {word}
        </h1>
        {amount}
        {counterpart && <span className={style.counterpart}>{counterpart}</span>}
      </div>
      <dl className={style.facts}>
        {facts.map(({ name, value }) => (
          <div className={style.fact} key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {learns}
    </Page>
  );
}
