import type { Amount } from "../../api/pay";
import type { TallyPartState } from "../../matrix/model";
import type { Named } from "./history";

/** What somebody asks for in a conversation. */
export interface TallyAsked {
  readonly id: string;
  /** The Matrix room in which it stands. */
  readonly room: string;
  readonly asker: Named;
  /** They were paid before. */
  readonly known: boolean;
  /** One's own part, and the whole of so many parts. */
  readonly amount: Amount;
  readonly total: Amount;
  readonly parts: number;
  /** As the asker says; null for nothing. */
  readonly note: string | null;
  readonly state: Exclude<TallyPartState, "own">;
}

export interface TallyVerbs {
  readonly tally: (id: string) => Promise<TallyAsked>;
  /** Pays one's own part, to whom and as much as was shown; the same `key` pays once. */
  readonly payTally: (key: string, tally: TallyAsked) => Promise<void>;
}
