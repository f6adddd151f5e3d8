import type { FoundPerson, Matrix } from "../../matrix/model";

/** What somebody has begun to write in a room. */
export interface Draft {
  readonly text: string;
  /** Event id of the message that it answers. */
  readonly replyTo: string | null;
}

/** A group that somebody has begun to put together. */
export interface GroupDraft {
  readonly name: string;
  readonly people: readonly FoundPerson[];
}

const NOTHING: Draft = { text: "", replyTo: null };
const NOBODY: GroupDraft = { name: "", people: [] };
const PREFIX = "teahouse.draft ";
/** Room ids begin with `!`. */
const GROUP = "new group";

/** Drafts outlive a reload, not the tab, and not the session: they are plain text, and the device may be shared. */
export class Drafts {
  readonly #storage: Storage;
  readonly #userId: string;

  constructor(storage: Storage, userId: string) {
    this.#storage = storage;
    this.#userId = userId;
  }

  read(roomId: string): Draft {
    const kept = this.#storage.getItem(this.#key(roomId));
    return kept === null ? NOTHING : (JSON.parse(kept) as Draft);
  }

  keep(roomId: string, draft: Draft): void {
    if (!draft.text && !draft.replyTo) this.#storage.removeItem(this.#key(roomId));
    else this.#storage.setItem(this.#key(roomId), JSON.stringify(draft));
  }

  readGroup(): GroupDraft {
    const kept = this.#storage.getItem(this.#key(GROUP));
    return kept === null ? NOBODY : (JSON.parse(kept) as GroupDraft);
  }

  keepGroup(draft: GroupDraft): void {
    if (!draft.name && draft.people.length === 0) this.#storage.removeItem(this.#key(GROUP));
    else this.#storage.setItem(this.#key(GROUP), JSON.stringify(draft));
  }

  forgetAll(): void {
    for (const key of Object.keys(this.#storage)) {
      if (key.startsWith(PREFIX)) this.#storage.removeItem(key);
    }
  }

  #key(roomId: string): string {
    return `${PREFIX}${this.#userId} ${roomId}`;
  }
}

const made = new WeakMap<Matrix, Drafts>();

/** The drafts of who is signed in; they are forgotten at sign-out. */
export function draftsOf(matrix: Matrix, userId: string): Drafts {
  const known = made.get(matrix);
  if (known) return known;
  const drafts = new Drafts(sessionStorage, userId);
  made.set(matrix, drafts);
  const stop = matrix.session.subscribe(() => {
    if (matrix.session.getSnapshot().state !== "signedOut") return;
    stop();
    made.delete(matrix);
    drafts.forgetAll();
  });
  return drafts;
}
