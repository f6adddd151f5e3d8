/** So long the house may take to begin its answer, beyond what it was allowed to wait for news, in milliseconds. */
const ANSWER_WITHIN_MS = 15_000;
/** Is said while the page goes as well, and must outlive it. */
const LAST_WORD = "/m.key.verification.cancel/";
/** A first sync of many conversations takes longer. */
const FIRST_SYNC_WITHIN_MS = 120_000;

/** The house did not even begin to answer. */
export class Silence extends TypeError {
  constructor(cause: unknown) {
    super("The house does not answer.", { cause });
  }
}

/**
 * Gives up a house that does not even begin to answer, as one that is away: of several servers one may hang, and the next
 * attempt reaches another. An answer that has begun may take as long as it takes.
 */
export async function fetchThatEnds(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  const silence = new AbortController();
  const address = new URL(input instanceof Request ? input.url : input);
  const timer = setTimeout(() => silence.abort(), within(address));
  const signal = init.signal ? AbortSignal.any([init.signal, silence.signal]) : silence.signal;
  try {
    return await fetch(input, { ...init, signal, keepalive: address.pathname.includes(LAST_WORD) });
  } catch (error) {
    throw silence.signal.aborted ? new Silence(error) : error;
  } finally {
    clearTimeout(timer);
  }
}

function within({ pathname, searchParams }: URL): number {
  if (pathname.endsWith("/sync") && !searchParams.has("since")) return FIRST_SYNC_WITHIN_MS;
  return ANSWER_WITHIN_MS + Number(searchParams.get("timeout") ?? 0);
}
