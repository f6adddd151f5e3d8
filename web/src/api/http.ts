import { fetchThatEnds } from "./fetchThatEnds.ts";

/** What a server refuses, as it said it: Matrix's `errcode`, or the `code` of the house's own problems. */
export class Refusal extends Error {
  constructor(
    /** 0 where no server answered. */
    readonly status: number,
    readonly code: string,
    readonly body: Readonly<Record<string, unknown>> = {},
    readonly retryAfterMs: number | null = null,
  ) {
    super(`${status} ${code}`);
    this.name = "Refusal";
  }
}

/** The code of a refusal when the server could not be reached at all. */
export const UNREACHABLE = "unreachable";

export type Method = "GET" | "POST" | "PUT" | "DELETE";

export interface Http {
  readonly baseUrl: string;
  /** A JSON call, with headers of its own if it needs any. Rejects with `Refusal` only. */
  readonly call: <T>(method: Method, path: string, body?: unknown, more?: Readonly<Record<string, string>>) => Promise<T>;
  /** Bytes of a file on the server. Rejects with `Refusal` only. */
  readonly bytes: (path: string) => Promise<Blob>;
  /** An answer as it comes, perhaps for long, until `signal` ends it. Rejects with `Refusal` only. */
  readonly send: (
    method: Method,
    path: string,
    body?: unknown,
    more?: Readonly<Record<string, string>>,
    signal?: AbortSignal,
  ) => Promise<Response>;
}

/**
 * Calls below `baseUrl`, with the access token that `token` gives at that moment. `onRefused` hears the code of what the server
 * refuses to whoever still has that token.
 */
export function httpAt(baseUrl: string, token: () => string | null, onRefused: (code: string) => void = () => {}): Http {
  const send = async (
    method: Method,
    path: string,
    body?: unknown,
    more: Readonly<Record<string, string>> = {},
    signal?: AbortSignal,
  ): Promise<Response> => {
    const headers = new Headers(more);
    const bearer = token();
    if (bearer !== null) headers.set("Authorization", `Bearer ${bearer}`);
    if (body !== undefined) headers.set("Content-Type", "application/json");
    let answer: Response;
    try {
      answer = await fetchThatEnds(baseUrl + path, {
        method,
        headers,
        body: body === undefined ? null : JSON.stringify(body),
        credentials: "omit",
        ...(signal && { signal }),
      });
    } catch (error) {
      throw new Refusal(0, UNREACHABLE, { error: String(error) });
    }
    if (!answer.ok) {
      const refusal = await refusalOf(answer);
      if (bearer !== null && bearer === token()) onRefused(refusal.code);
      throw refusal;
    }
    return answer;
  };
  return {
    baseUrl,
    send,
    call: async <T>(method: Method, path: string, body?: unknown, more?: Readonly<Record<string, string>>) => {
      const answer = await send(method, path, body, more);
      const text = answer.status === 204 ? "" : await answer.text();
      return (text === "" ? undefined : JSON.parse(text)) as T;
    },
    bytes: async (path) => (await send("GET", path)).blob(),
  };
}

async function refusalOf(answer: Response): Promise<Refusal> {
  const body = await jsonObject(answer);
  const code = body.errcode ?? body.code;
  const retryAfter = body.retry_after_ms ?? body.retryAfterMs ?? Number(answer.headers.get("Retry-After")) * 1000;
  return new Refusal(
    answer.status,
    typeof code === "string" ? code : "unknown",
    body,
    typeof retryAfter === "number" && retryAfter > 0 ? retryAfter : null,
  );
}

/** A proxy in between may answer with a page instead of JSON. */
async function jsonObject(answer: Response): Promise<Record<string, unknown>> {
  try {
    const body: unknown = await answer.json();
    return typeof body === "object" && body !== null ? (body as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}
