import type { Core } from "../core.ts";
import { serverOf } from "../mapping/people.ts";
import { saysSuspended } from "../problems.ts";
import type { Hearing } from "./hearing.ts";

/** How the SDK asks the house. */
export function fetcher(core: Core, hearing: Hearing, starting: () => boolean): typeof fetch {
  return async (input, init) => {
    try {
      const answer = await hearing.ask(input, init);
      // What was on its way when the person left is refused: the SDK, which nobody waits for any more, would take it for a fault.
      if (answer.status === 401 && core.left()) return new Promise(() => {});
      // News would still be on their way through the crypto when that is closed. Whoever stays after all has them with the next question.
      if (core.left() && pathOf(input).endsWith("/sync")) return whenGivenUp(init?.signal);
      if (answer.status === 403 && saysSuspended(await codeIn(answer.clone()))) core.patch({ suspended: true });
      return answer;
    } catch (error) {
      if (starting() && String(input).endsWith("/keys/query")) return houseAway(serverOf(core.stored.userId));
      throw error;
    }
  };
}

function pathOf(input: RequestInfo | URL): string {
  return new URL(input instanceof Request ? input.url : input).pathname;
}

function whenGivenUp(signal: AbortSignal | null | undefined): Promise<never> {
  return new Promise((_, reject) => signal?.addEventListener("abort", () => reject(signal.reason)));
}

/** A proxy in between may answer with a page instead of JSON. */
async function codeIn(answer: Response): Promise<unknown> {
  try {
    return ((await answer.json()) as { errcode?: unknown } | null)?.errcode;
  } catch {
    return undefined;
  }
}

/**
 * After an invitation the crypto asks for its sender's keys before it starts, again and again for half a minute where the house is
 * away. Told so in the protocol's own form, it starts with what it has, and asks later. Spec: keys/query, `failures`.
 */
function houseAway(server: string): Response {
  return Response.json({ device_keys: {}, failures: { [server]: {} } });
}
