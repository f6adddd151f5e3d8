/** A piece of state for `useSyncExternalStore(x.subscribe, x.getSnapshot)`. Both functions are bound. */
export interface Watched<T> {
  readonly subscribe: (listener: () => void) => () => void;
  readonly getSnapshot: () => T;
}
