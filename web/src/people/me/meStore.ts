import { create } from "zustand";
import { type Matrix, type Me, Problem } from "../../matrix/model";

/** What the house says of the person: ways in, notices, suspension. Asked at sign-in, and again when a screen changed it. */
type MeState =
  | { readonly state: "loading" }
  | { readonly state: "ready"; readonly me: Me }
  | { readonly state: "failed"; readonly problem: Problem };

export const useMe = create<{ readonly now: MeState }>(() => ({ now: { state: "loading" } }));

/** Asks the house again; what is known meanwhile stays. */
export async function loadMe(matrix: Matrix): Promise<void> {
  try {
    const me = await matrix.me();
    useMe.setState({ now: { state: "ready", me } });
  } catch (refusal) {
    if (!(refusal instanceof Problem)) throw refusal;
    useMe.setState((known) => (known.now.state === "ready" ? known : { now: { state: "failed", problem: refusal } }));
  }
}

/** At sign-out nothing of the person stays. */
export function forgetMe(): void {
  useMe.setState({ now: { state: "loading" } });
}
