import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { minorOf } from "../../design/Amount/money";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { Sheet } from "../../design/Sheet/Sheet";
import { CURRENCY } from "../words/currency";

interface AmountSheetProps {
  /** 0 for whatever the till asks. */
  minor: number;
  onClose: () => void;
  onAmount: (minor: number) => void;
}

/** So much and no other: whoever scans the code can take nothing else. Twelve digits have room in it. */
export function AmountSheet({ minor: before, onClose, onAmount }: AmountSheetProps) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const minor = minorOf(typed, CURRENCY);
  const ready = minor !== null && minor > 0 && minor < 1e12;
  return (
    <Sheet
      title={t`Exactly how much?`}
      onClose={onClose}
      onSubmit={() => ready && onAmount(minor)}
      bottom={
        <>
          <Button type="submit" disabled={!ready}>
            {t`Only this amount`}
          </Button>
          {before > 0 && (
            <Button kind="outline" onClick={() => onAmount(0)}>
              {t`Any amount again`}
            </Button>
          )}
        </>
      }
    >
      <p>{t`The code then holds for this amount, and is refused for any other.`}</p>
      <Field
        label={t`Amount`}
        name="amount"
        data-first=""
        before="¥"
        inputMode="decimal"
        autoComplete="off"
        value={typed}
        onValue={setTyped}
        wrong={typed.trim() !== "" && !ready ? t`An amount has figures and at most two places: 20 or 12.50` : undefined}
      />
    </Sheet>
  );
}
