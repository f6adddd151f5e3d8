import { useAnswer, useMatrix, useNewest, useVerb } from "../../../../matrix/react";
import { useHere, useLooking } from "../useHere";

/** Money that is asked for, what can be done with it here, and why that was refused. Paying is the wallet's. */
export function useTally(id: string) {
  const matrix = useMatrix();
  const { me, roomId } = useHere();
  const asked = useAnswer(() => matrix.tally(roomId, id));
  const { again } = asked;
  const end = useVerb(async (deed: "declineTally" | "withdrawTally") => {
    await matrix[deed](roomId, id);
    await again();
  });
  useLooking(asked.state === "ready" && asked.answer.state === "open", again);
  return { me, roomId, tally: asked, again, end, problem: useNewest(end.problem) };
}
