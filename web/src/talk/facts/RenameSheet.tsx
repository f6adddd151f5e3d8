import { Trans, useLingui } from "@lingui/react/macro";
import { useState } from "react";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Field } from "../../design/Field/Field";
import { Sheet } from "../../design/Sheet/Sheet";
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
      bottom={
        <Button busy={rename.busy} disabled={same} onClick={() => void rename.run()}>
          <Trans>Rename</Trans>
        </Button>
      }
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!same) void rename.run();
        }}
      >
        <Field
          label={t`What is it called?`}
          value={next}
          onValue={setNext}
          autoComplete="off"
          maxLength={80}
          note={t`The house can read this name.`}
        />
      </form>
      <ProblemLine problem={rename.problem} />
    </Sheet>
  );
}
