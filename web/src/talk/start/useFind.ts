import { useState } from "react";
import type { FoundPerson } from "../../matrix/model";
import { useMatrix, useVerb, type Verb } from "../../matrix/react";

/** What a search by exact handle came to. */
export type Found = { readonly state: "found"; readonly person: FoundPerson } | { readonly state: "nobody"; readonly handle: string };

export interface Find {
  readonly typed: string;
  readonly type: (text: string) => void;
  readonly found: Found | null;
  readonly verb: Verb<[], void>;
}

/** A handle that is typed and looked up: exactly this one, because nobody can be browsed. */
export function useFind(): Find {
  const matrix = useMatrix();
  const [typed, setTyped] = useState("");
  const [found, setFound] = useState<Found | null>(null);
  const verb = useVerb(async () => {
    const handle = typed.trim();
    if (!handle) return;
    const person = await matrix.findPerson(handle);
    setFound(person ? { state: "found", person } : { state: "nobody", handle: handle.replace(/^@/u, "") });
  });
  return {
    typed,
    type: (text) => {
      setTyped(text);
      setFound(null);
      verb.clear();
    },
    found,
    verb,
  };
}
