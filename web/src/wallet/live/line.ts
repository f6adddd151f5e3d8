import type { HouseEvent } from "../model";

/** Said at least this often, or the line is dead, in milliseconds: the house says something every fifteen seconds. */
const SILENCE_MAX_MS = 45_000;
/** Between two attempts, in milliseconds: doubled until the longest. */
const RETRY_MIN_MS = 1_000;
const RETRY_MAX_MS = 30_000;

type Open = (signal: AbortSignal) => Promise<ReadableStream<Uint8Array>>;
type Listener = (event: HouseEvent) => void;

/** The house's own words, as they come. Kept up while somebody listens, and taken up again wherever it breaks. */
export class Line {
  readonly #listeners = new Set<Listener>();
  #ending: AbortController | null = null;

  constructor(private readonly open: Open) {}

  readonly hear = (listener: Listener): (() => void) => {
    const own: Listener = (event) => listener(event);
    this.#listeners.add(own);
    if (this.#ending === null) void this.#keepUp();
    return () => {
      this.#listeners.delete(own);
      if (this.#listeners.size === 0) this.#ending?.abort();
    };
  };

  async #keepUp(): Promise<void> {
    const ending = new AbortController();
    this.#ending = ending;
    for (let wait = RETRY_MIN_MS; !ending.signal.aborted; ) {
      const began = Date.now();
      await this.#listen(ending.signal).catch(() => {});
      if (Date.now() - began > RETRY_MAX_MS) wait = RETRY_MIN_MS;
      if (!ending.signal.aborted) await rest(wait, ending.signal);
      wait = Math.min(2 * wait, RETRY_MAX_MS);
    }
    this.#ending = null;
    // Somebody has begun to listen while the line was being put down.
    if (this.#listeners.size > 0) void this.#keepUp();
  }

  async #listen(ended: AbortSignal): Promise<void> {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), SILENCE_MAX_MS);
    const signal = AbortSignal.any([ended, silence.signal]);
    try {
      const reader = (await this.open(signal)).pipeThrough(new TextDecoderStream() as TransformStream<Uint8Array, string>).getReader();
      for (let rest = "", fresh = true; ; ) {
        const { value, done } = await reader.read();
        if (done) return;
        clearTimeout(timer);
        timer = setTimeout(() => silence.abort(), SILENCE_MAX_MS);
        const blocks = (rest + value).replaceAll("\r\n", "\n").split("\n\n");
        rest = blocks.pop() ?? "";
        for (const event of blocks.map(eventOf)) {
          if (event) this.#say(event.type === "hello" ? { ...event, fresh } : event);
          if (event) fresh = false;
        }
      }
    } finally {
      clearTimeout(timer);
    }
  }

  #say(event: HouseEvent): void {
    for (const listener of [...this.#listeners]) listener(event);
  }
}

/** One event of `text/event-stream`; null for a comment that only keeps the line alive, and for what this page does not know yet. */
export function eventOf(block: string): HouseEvent | null {
  const field = (name: string) =>
    block
      .split("\n")
      .filter((line) => line.startsWith(`${name}:`))
      .map((line) => line.slice(name.length + 1).trimStart())
      .join("\n");
  const [type, data] = [field("event"), field("data")];
  if (data === "") return null;
  const said = JSON.parse(data);
  switch (type) {
    case "hello":
      return { type, now: said.now, fresh: false };
    case "ask":
      return { type, ask: said };
    case "askEnded":
    case "dispute":
    case "tally":
      return { type, id: said.id };
    case "charge":
      return { type, charge: said };
    case "payment":
      return { type, payment: said };
    case "refund":
      return { type, payment: said.payment, amount: said.amount };
    case "movement":
    case "wallet":
      return { type };
    case "attempt":
      return { type, attempt: said };
    default:
      return null;
  }
}

/** Until it is time again, the network is back, or the page is looked at. */
function rest(wait: number, ended: AbortSignal): Promise<void> {
  return new Promise((done) => {
    const over = new AbortController();
    const wake = () => {
      clearTimeout(timer);
      over.abort();
      done();
    };
    const timer = setTimeout(wake, wait);
    const { signal } = over;
    addEventListener("online", wake, { signal });
    document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wake(), { signal });
    ended.addEventListener("abort", wake, { signal });
  });
}
