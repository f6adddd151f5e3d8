import { type DBSchema, openDB } from "idb";
import type { Alias } from "../codes/aliases";
import type { Limits } from "../model";

/** What this browser keeps for showing codes. The key is a thing that signs, not bytes. */
export interface KeptPhone {
  readonly id: string;
  readonly name: string;
  /** Null once another phone has taken over. */
  readonly key: CryptoKey | null;
  readonly aliases: readonly Alias[];
  readonly limits: Limits | null;
  /** By so much the house's clock is ahead of this one, in milliseconds. */
  readonly ahead: number;
}

interface Schema extends DBSchema {
  readonly phone: { readonly key: string; readonly value: KeptPhone };
}

const NAME = "teahouse.codes";
const ONLY = "this";

const opened = () => openDB<Schema>(NAME, 1, { upgrade: (db) => void db.createObjectStore("phone") });

/** Reads what is kept, and writes what `change` makes of it, with no other tab between. */
export async function keepPhone(change: (kept: KeptPhone | null) => KeptPhone | null): Promise<KeptPhone | null> {
  const db = await opened();
  try {
    const writing = db.transaction("phone", "readwrite");
    const kept = (await writing.store.get(ONLY)) ?? null;
    const next = change(kept);
    if (next === null) await writing.store.delete(ONLY);
    else if (next !== kept) await writing.store.put(next, ONLY);
    await writing.done;
    return next;
  } finally {
    db.close();
  }
}
