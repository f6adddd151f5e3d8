import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { Sheet } from "../../design/Sheet/Sheet";
import { NAME_CHARS_MAX } from "../../matrix/limits";
import { useMatrix, useVerb } from "../../matrix/react";

/** Another name for a group. */
export function RenameSheet({ roomId, name, onClose }: { roomId: string; name: string; onClose: () => void }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const [next, setNext] = useState(name);
  const rename = useVerb(async () => {
    await matrix.rename(roomId, next.trim());
    onClose();
  });
  const same = next.trim() === "" || next.trim() === name;
  return (
    <Sheet
      title={t`Rename`}
      onClose={onClose}
      onSubmit={() => !same && void rename.run()}
      bottom={
        <Button type="submit" busy={rename.busy} disabled={same}>
          <Trans>Rename</Trans>
        </Button>
      }
    >
      <Field
        label={t`What is it called?`}
        value={next}
        onValue={setNext}
        autoComplete="off"
        maxLength={NAME_CHARS_MAX}
        note={t`The house can read this name.`}
      />
      <ProblemLine problem={rename.problem} />
    </Sheet>
  );
}
