import { createContext, useCallback, useContext, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { type Matrix, Problem, type Watched } from "./model";

/** The door, for every screen below. `app` fills it once. */
export const MatrixContext = createContext<Matrix | null>(null);

/** The door to Matrix: state to watch and verbs to call. */
export function useMatrix(): Matrix {
  const matrix = useContext(MatrixContext);
  if (!matrix) throw new Error("No MatrixContext above this component");
  return matrix;
}

/** The newest snapshot of a piece of state; draws again when it changes. */
export function useWatched<T>(watched: Watched<T>): T {
  return useSyncExternalStore(watched.subscribe, watched.getSnapshot);
}

/** A verb as a form uses it: whether it runs, and why it was refused. */
export interface Verb<A extends unknown[], R> {
  /** Resolves to the answer, or to `undefined` after a refusal, which then stands in `problem`. */
  readonly run: (...args: A) => Promise<R | undefined>;
  readonly busy: boolean;
  readonly problem: Problem | null;
  /** Forget the refusal, e.g. when the person types again. */
  readonly clear: () => void;
}

/** Wraps a verb of `Matrix`; a second call while the first runs is ignored. */
export function useVerb<A extends unknown[], R>(verb: (...args: A) => Promise<R>): Verb<A, R> {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const running = useRef(false);
  const there = useRef(true);
  const latest = useRef(verb);
  latest.current = verb;
  useEffect(() => {
    there.current = true;
    return () => {
      there.current = false;
    };
  }, []);

  const run = useCallback(async (...args: A) => {
    if (running.current) return undefined;
    running.current = true;
    setBusy(true);
    setProblem(null);
    try {
      return await latest.current(...args);
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      if (there.current) setProblem(refusal);
      return undefined;
    } finally {
      running.current = false;
      if (there.current) setBusy(false);
    }
  }, []);
  const clear = useCallback(() => setProblem(null), []);
  return { run, busy, problem, clear };
}

/** Of the refusals of several verbs the one that came last. */
export function useNewest(...problems: readonly (Problem | null)[]): Problem | null {
  const [seen, setSeen] = useState({ problems, newest: first(problems) });
  if (problems.every((problem, index) => problem === seen.problems[index])) return seen.newest;
  const come = problems.filter((problem, index) => problem !== seen.problems[index]);
  const stays = problems.includes(seen.newest) ? seen.newest : null;
  const newest = first(come) ?? stays ?? first(problems);
  setSeen({ problems, newest });
  return newest;
}

function first(problems: readonly (Problem | null)[]): Problem | null {
  return problems.find((problem) => problem !== null) ?? null;
}

/** What a question to the house has come to. */
export type Answer<T> =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly answer: T }
  | { readonly state: "failed"; readonly problem: Problem };

/** Asks once when the screen appears, and again on `again()`; while it asks again, the answer before stays. */
export function useAnswer<T>(ask: () => Promise<T>): Answer<T> & { readonly again: () => Promise<void> } {
  const [answer, setAnswer] = useState<Answer<T>>({ state: "loading" });
  const latest = useRef(ask);
  latest.current = ask;
  const turn = useRef(0);

  const again = useCallback(async () => {
    const mine = ++turn.current;
    setAnswer((now) => (now.state === "ready" ? now : { state: "loading" }));
    try {
      const got = await latest.current();
      if (mine === turn.current) setAnswer({ state: "ready", answer: got });
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      if (mine === turn.current) setAnswer({ state: "failed", problem: refusal });
    }
  }, []);
  useEffect(() => {
    void again();
    return () => {
      turn.current++;
    };
  }, [again]);
  return { ...answer, again };
}
