import { useMemo } from "react";
import { useMatrix } from "../../matrix/react";
import type { MessageVerbs } from "./Message";
import type { OverIt } from "./Over";
import type { Attempt } from "./useAttempt";

/** What the lines of the list can ask for. */
export function useMessageVerbs(
  roomId: string,
  attempt: Attempt,
  setOver: (over: OverIt) => void,
  jumpTo: (eventId: string) => void,
): MessageVerbs {
  const matrix = useMatrix();
  return useMemo(
    () => ({
      openActions: (item, at) => setOver({ kind: "actions", item, at }),
      openPicture: (key) => setOver({ kind: "picture", key }),
      jumpTo,
      react: (eventId, reaction, on) => attempt((on ? matrix.react : matrix.unreact)(roomId, eventId, reaction)),
      resend: (key) => attempt(matrix.resend(roomId, key)),
      discard: (key) => attempt(matrix.discard(roomId, key)),
    }),
    [matrix, roomId, attempt, setOver, jumpTo],
  );
}
