import { useEffect } from "react";
import type { HouseEvent } from "../model";
import { useWallet } from "../react";

type Word = HouseEvent["type"];

/** After these there may be another balance. */
const MOVES: readonly Word[] = ["movement", "payment", "charge"];

/** Money may have moved: the house says so, or the page was not looked at. */
export function useWhenMoved(look: () => Promise<void>): void {
  useWhenTold(MOVES, look);
}

/** The house has said one of these words, or may have said it while the page was not looked at. */
export function useWhenTold(words: readonly Word[], look: () => Promise<void>): void {
  const wallet = useWallet();
  useEffect(() => wallet.hear(({ type }) => words.includes(type) && void look()), [wallet, words, look]);
  useEffect(() => {
    const back = () => document.visibilityState === "visible" && void look();
    document.addEventListener("visibilitychange", back);
    return () => document.removeEventListener("visibilitychange", back);
  }, [look]);
}
