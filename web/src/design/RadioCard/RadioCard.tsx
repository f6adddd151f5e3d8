import type { ReactNode } from "react";
import style from "./RadioCard.module.css";

interface Choice<T extends string> {
  readonly value: T;
  readonly label: ReactNode;
  readonly note?: ReactNode;
  readonly icon?: ReactNode;
  /** The language of the label, where it is not the page's. */
  readonly lang?: string;
}

interface RadioCardsProps<T extends string> {
  legend: string;
  name: string;
  choices: readonly Choice<T>[];
  value: T | null;
  onValue: (value: T) => void;
}

/** One of a few, each with room for a word of explanation. */
export function RadioCards<T extends string>({ legend, name, choices, value, onValue }: RadioCardsProps<T>) {
  return (
    <fieldset className={style.cards}>
      <legend className={style.legend}>{legend}</legend>
      {choices.map((choice) => (
        <label className={style.card} key={choice.value} lang={choice.lang}>
          {choice.icon && <span className={style.icon}>{choice.icon}</span>}
          <span className={style.words}>
            <span className={style.label}>{choice.label}</span>
            {choice.note && <span className={style.note}>{choice.note}</span>}
          </span>
          <input
            type="radio"
            className={style.input}
            name={name}
            value={choice.value}
            checked={value === choice.value}
            onChange={() => onValue(choice.value)}
          />
        </label>
      ))}
    </fieldset>
  );
}
