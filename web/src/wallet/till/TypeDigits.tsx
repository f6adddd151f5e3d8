import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { Sheet } from "../../design/Sheet/Sheet";
import { codeIn } from "./read";

const LENGTH = 18;

/** Where no camera helps: the digits below the bars, read aloud or read over. */
export function TypeDigits({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const digits = typed.normalize("NFKC").replace(/\D/gu, "");
  const code = codeIn(digits);
  const wrong = digits.length >= LENGTH && code === null;
  return (
    <Sheet
      title={t`Type the 18 digits`}
      onClose={onClose}
      onSubmit={() => code !== null && onCode(code)}
      bottom={
        <Button type="submit" disabled={code === null}>
          {t`Ask for the money`}
        </Button>
      }
    >
      <Field
        label={t`Digits of their code`}
        name="code"
        data-first=""
        code
        inputMode="numeric"
        autoComplete="off"
        value={typed}
        onValue={(value) => setTyped(grouped(value))}
        note={t`They stand below the bars and begin with 79.`}
        wrong={wrong ? t`These digits do not fit together. Look at each group once more.` : undefined}
      />
    </Sheet>
  );
}

/** In threes, as they stand on the phone. */
function grouped(typed: string): string {
  const digits = typed.normalize("NFKC").replace(/\D/gu, "").slice(0, LENGTH);
  return digits.replace(/\d{3}(?=\d)/gu, "$& ");
}
