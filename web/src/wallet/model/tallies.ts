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

/** What oneself asks others for in a conversation, and has not got. */
export interface TallyOwed {
  readonly id: string;
  /** The Matrix room in which it stands, and is withdrawn. */
  readonly room: string;
  /** What is still to come. */
  readonly amount: Amount;
  /** Of how many it is asked, and of how many of them nothing was heard. */
  readonly asked: number;
  readonly waiting: number;
  /** The first of these. */
  readonly of: readonly Named[];
  readonly note: string | null;
}

/** The newest first. */
export interface Tallies<T> {
  readonly tallies: readonly T[];
  readonly next: string | null;
}

export interface TallyVerbs {
  /** What others ask for and is not answered. */
  readonly askedTallies: (cursor: string | null) => Promise<Tallies<TallyAsked>>;
  readonly owedTallies: (cursor: string | null) => Promise<Tallies<TallyOwed>>;
  readonly declineTally: (id: string) => Promise<void>;
  readonly tally: (id: string) => Promise<TallyAsked>;
  /** Pays one's own part, to whom and as much as was shown; the same `key` pays once. */
  readonly payTally: (key: string, tally: TallyAsked) => Promise<void>;
}
