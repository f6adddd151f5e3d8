import { create } from "zustand";

/**
 * A recovery code that was just made and that the person has not yet confirmed to have. It lives in memory only, and
 * stands above everything else until then: the session itself knows nothing of it any more.
 */
export const useNewCode = create<{ readonly code: string | null }>(() => ({ code: null }));

export function showCode(code: string): void {
  useNewCode.setState({ code });
}

export function putCodeAway(): void {
  useNewCode.setState({ code: null });
}
