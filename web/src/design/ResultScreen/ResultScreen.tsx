import type { ReactNode } from "react";
import Again from "~icons/ph/arrow-clockwise-bold";
import Check from "~icons/ph/check-bold";
import HandPalm from "~icons/ph/hand-palm-bold";
import Hourglass from "~icons/ph/hourglass-medium-bold";
import { Page } from "../Page/Page";
import style from "./ResultScreen.module.css";

/** `done` for good, `held` not for good yet, `refused`, or to be tried `again`; each has a sign and a ground of its own. */
export type Result = "done" | "held" | "refused" | "again";

interface ResultScreenProps {
  /** Fills the whole screen with its colour, where two look at it. */
  result?: Result;
  /** Where another sign than that of the result says what this is. */
  sign?: ReactNode;
  /** One word: *Sent*. */
  word: ReactNode;
  /** An `Amount` of size `result`. */
  amount?: ReactNode;
  /** What it means, in one sentence that is read aloud with it. */
  says?: ReactNode;
  /** Who it was with: avatar and name. */
  counterpart?: ReactNode;
  /** What else there is to know, one line each. */
  facts?: readonly { readonly name: string; readonly value: ReactNode }[];
  /** A `LearnsLine`. */
  learns?: ReactNode;
  /** The buttons. */
  bottom: ReactNode;
}

const SIGNS: Record<Result, ReactNode> = { done: <Check />, held: <Hourglass />, refused: <HandPalm />, again: <Again /> };

/** What has come of it: fills the phone, so that somebody across the table can read it. */
export function ResultScreen({ result, sign, word, amount, says, counterpart, facts = [], learns, bottom }: ResultScreenProps) {
  return (
    <Page alone bottom={bottom} {...(result && { tone: result })}>
      <div className={style.result} role="status" data-result={result}>
        <span className={style.ring}>{sign ?? SIGNS[result ?? "done"]}</span>
        <h1 className={style.word} tabIndex={-1}>
          {word}
        </h1>
        {amount}
        {says && <p className={style.says}>{says}</p>}
        {counterpart && <span className={style.counterpart}>{counterpart}</span>}
      </div>
      {facts.length > 0 && (
        <dl className={style.facts}>
          {facts.map(({ name, value }) => (
            <div className={style.fact} key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
      {learns}
    </Page>
  );
}
