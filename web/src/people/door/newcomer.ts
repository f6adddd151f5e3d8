import { create } from "zustand";

/** What a newcomer has typed at the door, so that the next screen need not ask again. */
export const useNewcomer = create<{ readonly handle: string }>(() => ({ handle: "" }));

export function setHandle(handle: string): void {
  useNewcomer.setState({ handle });
}
