import { useEffect, useRef } from "react";
import type { Charge } from "../model";
import { useWallet } from "../react";

/** After the house could not be asked, it is asked again so much later, in milliseconds. */
const AGAIN_AFTER_MS = 2_000;

/** Waits until the payer has answered. */
export function useAnswered(charge: Charge | null, onDone: (charge: Charge) => void): void {
  const wallet = useWallet();
  const latest = useRef(onDone);
  latest.current = onDone;
  const id = charge?.id;
  useEffect(() => {
    if (id === undefined) return;
    let wanted = true;
    const ask = async () => {
      while (wanted) {
        const now = await wallet.whenAnswered(id).catch(() => null);
        if (now && now.state !== "waiting") return wanted && latest.current(now);
        if (!now) await new Promise((done) => setTimeout(done, AGAIN_AFTER_MS));
      }
      return undefined;
    };
    void ask();
    return () => {
      wanted = false;
    };
  }, [wallet, id]);
}
