import { useMemo, useState } from "react";
import type { Matrix } from "../../matrix/model";
import { type Draft, draftsOf } from "./drafts";

/** What is being written in a room, kept while one looks elsewhere. */
export function useDraft(matrix: Matrix, userId: string, roomId: string) {
  const drafts = useMemo(() => draftsOf(matrix, userId), [matrix, userId]);
  const [draft, setDraft] = useState(() => drafts.read(roomId));
  const keep = (next: Draft) => {
    drafts.keep(roomId, next);
    setDraft(next);
  };
  return {
    ...draft,
    write: (text: string) => keep({ ...draft, text }),
    reply: (replyTo: string | null) => keep({ ...draft, replyTo }),
    clear: () => keep({ text: "", replyTo: null }),
    /** What was refused comes back, unless the person has begun to write something else. */
    restore: (text: string) => {
      if (drafts.read(roomId).text === "") keep({ ...draft, text });
    },
  };
}
