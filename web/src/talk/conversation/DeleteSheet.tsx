import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Sheet } from "../../design/Sheet/Sheet";
import { useMatrix, useVerb } from "../../matrix/react";

/** Deleting for everyone cannot be undone, so it is asked. */
export function DeleteSheet({ roomId, eventId, onClose }: { roomId: string; eventId: string; onClose: () => void }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const remove = useVerb(async () => {
    await matrix.remove(roomId, eventId);
    onClose();
  });
  return (
    <Sheet
      title={t`Delete for everyone?`}
      onClose={onClose}
      bottom={
        <>
          <Button kind="danger" busy={remove.busy} onClick={() => void remove.run()}>
            <Trans>Delete for everyone</Trans>
          </Button>
          <Button kind="outline" onClick={onClose}>
            <Trans>Keep</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans>The words go from every device here. Whoever has read them keeps that, and all see that something was deleted.</Trans>
      </p>
      <ProblemLine problem={remove.problem} />
    </Sheet>
  );
}
