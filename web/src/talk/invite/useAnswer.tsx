import { type ReactNode, useState } from "react";
import type { Problem, RoomSummary } from "../../matrix/model";
import { useMatrix, useNewest, useVerb, type Verb } from "../../matrix/react";
import { BlockSheet } from "../blocking/BlockSheet";
import { addressOf } from "../place";

interface Answer {
  readonly accept: Verb<[], void>;
  readonly decline: Verb<[], void>;
  readonly askBlock: () => void;
  readonly problem: Problem | null;
  /** Stands over the page while a block is asked. */
  readonly sheet: ReactNode;
}

/** The three answers to an invitation. Blocking does not decline: that would be told to who invites. The invitation is not shown any more. */
export function useAnswer(room: RoomSummary, onDeclined = () => {}): Answer {
  const matrix = useMatrix();
  const [asking, setAsking] = useState(false);
  const accept = useVerb(async () => {
    await matrix.accept(room.id);
    location.hash = addressOf(room.id);
  });
  const decline = useVerb(async () => {
    await matrix.decline(room.id);
    onDeclined();
  });
  const block = async () => {
    if (room.invite) await matrix.block(room.invite.by.userId);
  };
  const problem = useNewest(accept.problem, decline.problem);
  const sheet = asking && room.invite && (
    <BlockSheet name={room.invite.by.name} onBlock={block} onBlocked={onDeclined} onClose={() => setAsking(false)} />
  );
  return { accept, decline, askBlock: () => setAsking(true), problem, sheet };
}
