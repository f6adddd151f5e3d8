import type { Live } from "../core.ts";

/** Nobody may be waiting when it is rejected. */
export function newWait(): PromiseWithResolvers<Live> {
  const wait = Promise.withResolvers<Live>();
  wait.promise.catch(() => {});
  return wait;
}
