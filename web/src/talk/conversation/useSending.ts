import { useMatrix } from "../../matrix/react";
import type { Going } from "./SendSheet";
import type { Attempt } from "./useAttempt";
import type { useDraft } from "./useDraft";

/** Sends what was written or chosen, as an answer to the message that the draft answers. */
export function useSending(roomId: string, draft: ReturnType<typeof useDraft>, attempt: Attempt) {
  const matrix = useMatrix();
  const sendText = (text: string) => {
    draft.clear();
    matrix.setTyping(roomId, false);
    attempt(matrix.sendText(roomId, text, draft.replyTo ?? undefined), { otherwise: () => draft.restore(text) });
  };
  const sendFiles = async (files: readonly Going[]) => {
    const answered = draft.replyTo ?? undefined;
    draft.reply(null);
    for (const [index, { file, as }] of files.entries()) {
      const verb = as === "picture" ? matrix.sendPicture : matrix.sendFile;
      const going = verb(roomId, file, file.name, index === 0 ? answered : undefined);
      attempt(going, { file: file.name });
      // One after the other, so that they arrive in this order; the next goes whatever became of this one.
      await Promise.allSettled([going]);
    }
  };
  return { sendText, sendFiles };
}
