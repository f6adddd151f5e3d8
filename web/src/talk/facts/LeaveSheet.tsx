import { Trans, useLingui } from "@lingui/react/macro";
import { Button } from "../../design/Button/Button";
import { ProblemLine } from "../../design/ErrorLine/ErrorLine";
import { Sheet } from "../../design/Sheet/Sheet";
import type { Member, RoomSummary } from "../../matrix/model";
import { useMatrix, useVerb } from "../../matrix/react";

/** Leaving is asked, because coming back needs an invitation. */
export function LeaveSheet({ room, members, onClose }: { room: RoomSummary; members: readonly Member[]; onClose: () => void }) {
  const { t } = useLingui();
  const matrix = useMatrix();
  const owners = members.filter((member) => member.role === "owner");
  const soleOwner = room.kind !== "person" && members.length > 1 && owners.length === 1 && owners[0]?.self === true;
  const leave = useVerb(async () => {
    await matrix.leave(room.id);
    onClose();
    location.hash = "#/chats";
  });
  return (
    <Sheet
      title={t`Leave ${{ name: room.name }}?`}
      onClose={onClose}
      bottom={
        <>
          <Button kind="danger" busy={leave.busy} onClick={() => void leave.run()}>
            <Trans>Leave</Trans>
          </Button>
          <Button kind="outline" onClick={onClose}>
            <Trans>Stay</Trans>
          </Button>
        </>
      }
    >
      <p>
        {room.kind === "channel" ? (
          <Trans>You can join again at any time.</Trans>
        ) : (
          <Trans>You read nothing that is said from now on. To come back you need an invitation.</Trans>
        )}
      </p>
      {soleOwner && (
        <p>
          <Trans>
            You are its only owner. Nobody will be able to rename it or to remove somebody any more. You can make somebody else an owner
            first: choose them among those in it.
          </Trans>
        </p>
      )}
      <ProblemLine problem={leave.problem} />
    </Sheet>
  );
}
