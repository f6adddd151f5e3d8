import { useEffect } from "react";
import { useWallet } from "../react";

/** After these there may be another balance. */
const MOVES: readonly string[] = ["movement", "payment", "charge"];

/** Money may have moved: the house says so, or the page was not looked at. */
export function useWhenMoved(look: () => Promise<void>): void {
  const wallet = useWallet();
  useEffect(() => wallet.hear(({ type }) => MOVES.includes(type) && void look()), [wallet, look]);
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && void look();
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [look]);
}
