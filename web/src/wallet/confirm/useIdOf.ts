import { useRef } from "react";

/** One id for as long as the same thing is wanted. */
export function useIdOf(what: string): string {
  const made = useRef({ what, id: crypto.randomUUID() as string });
  if (made.current.what !== what) made.current = { what, id: crypto.randomUUID() };
  return made.current.id;
}
