import { useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../design/Button/Button";
import { Field } from "../../design/Field/Field";
import { Sheet } from "../../design/Sheet/Sheet";

/** As much as a QR code may hold (characters). */
const CODE_MAX = 4_296;

/** Where no camera helps: what stands in the code, from wherever it was sent. The house says what it is. */
export function TypeCode({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const { t } = useLingui();
  const [typed, setTyped] = useState("");
  const code = typed.trim();
  return (
    <Sheet
      title={t`Paste the code`}
      onClose={onClose}
      onSubmit={() => code !== "" && onCode(code)}
      bottom={
        <Button type="submit" disabled={code === ""}>
          {t`See whose it is`}
        </Button>
      }
    >
      <Field
        label={t`What the code says`}
        name="code"
        data-first=""
        code
        autoComplete="off"
        maxLength={CODE_MAX}
        value={typed}
        onValue={setTyped}
        note={t`It begins with 000201. Looking pays nothing.`}
      />
    </Sheet>
  );
}
