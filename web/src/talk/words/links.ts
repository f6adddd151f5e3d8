/** A piece of what somebody wrote. */
export interface Piece {
  readonly text: string;
  /** Set where the piece is an address of the web. */
  readonly href: string | null;
}

const ADDRESS = /https?:\/\/[^\s<>"'“”‘’，。；：！？、（）《》【】「」]+/giu;
/** What ends a sentence rather than an address. */
const TAIL = /[.,;:!?…]+$/u;

/** Parts words from addresses. Only http and https become links: nothing that a link could run. */
export function pieces(text: string): readonly Piece[] {
  const found: Piece[] = [];
  let at = 0;
  for (const match of text.matchAll(ADDRESS)) {
    const address = withoutTail(match[0]);
    if (!URL.canParse(address)) continue;
    if (match.index > at) found.push({ text: text.slice(at, match.index), href: null });
    found.push({ text: address, href: address });
    at = match.index + address.length;
  }
  if (at < text.length) found.push({ text: text.slice(at), href: null });
  return found;
}

function withoutTail(address: string): string {
  const short = address.replace(TAIL, "");
  const opened = short.split("(").length;
  const closed = short.split(")").length;
  return short.endsWith(")") && closed > opened ? withoutTail(short.slice(0, -1)) : short;
}
