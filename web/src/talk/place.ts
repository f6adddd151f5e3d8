/** What an address below `#/chats` shows. */
export type Place =
  | { readonly kind: "list" }
  | { readonly kind: "newChat" }
  | { readonly kind: "newGroup" }
  /** `card`: the wallet has put money on it, and leads back here, where it has yet to be told of. */
  | { readonly kind: "conversation"; readonly roomId: string; readonly card: string | null }
  | { readonly kind: "facts"; readonly roomId: string };

/** Room ids begin with `!`, so no room is called `new`. */
export function placeOf(location: string): Place {
  const [, , first, second, third] = location.split("/");
  if (!first) return { kind: "list" };
  if (first === "new") return second === "group" ? { kind: "newGroup" } : { kind: "newChat" };
  if (second === "facts") return { kind: "facts", roomId: decoded(first) };
  return { kind: "conversation", roomId: decoded(first), card: second === "card" ? (third ?? null) : null };
}

/** The address of a conversation. */
export function addressOf(roomId: string): string {
  return `#/chats/${encodeURIComponent(roomId)}`;
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    // Typed by hand: no room has this id either way.
    return part;
  }
}
