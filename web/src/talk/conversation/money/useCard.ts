import type { Card } from "../../../matrix/model";
import { type Answer, useAnswer, useMatrix, useNewest, useVerb } from "../../../matrix/react";
import { useHere, useLooking } from "./useHere";

/** A card, what can be done with it, and why that was refused. */
export function useCard(id: string) {
  const matrix = useMatrix();
  const { me, roomId } = useHere();
  const asked = useAnswer(() => matrix.card(roomId, id));
  const { again } = asked;
  const take = useVerb(async () => {
    await matrix.takeCard(roomId, id);
    await again();
  });
  const decline = useVerb(async () => {
    await matrix.declineCard(roomId, id);
    await again();
  });
  useLooking(asked.state === "ready" && asked.answer.state === "open", again);
  const problem = useNewest(take.problem, decline.problem);
  return { me, card: asked as Answer<Card>, again, take, decline, problem };
}
