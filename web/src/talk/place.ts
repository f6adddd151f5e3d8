/** What an address below `#/chats` shows. */
export type Place =
  | { readonly kind: "list" }
  | { readonly kind: "newChat" }
  | { readonly kind: "newGroup" }
  | { readonly kind: "conversation"; readonly roomId: string }
  | { readonly kind: "facts"; readonly roomId: string };

/** Room ids begin with `!`, so no room is called `new`. */
export function placeOf(location: string): Place {
  const [, , first, second] = location.split("/");
  if (!first) return { kind: "list" };
  if (first === "new") return second === "group" ? { kind: "newGroup" } : { kind: "newChat" };
  return { kind: second === "facts" ? "facts" : "conversation", roomId: decoded(first) };
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
