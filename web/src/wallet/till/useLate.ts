import { useEffect, useRef, useState } from "react";
import { type Charge, MoneyProblem, type Wallet } from "../model";
import { useWallet } from "../react";
import type { Wanted } from "./Till";

/** After the house could not be asked, it is asked again so much later, in milliseconds. */
const AGAIN_AFTER_MS = 2_000;

interface Late {
  /** What has come of the first of those that the till went on from. */
  readonly late: Charge | undefined;
  /** The till goes on before it is known what has come of this. */
  readonly follow: (asked: Wanted) => void;
  /** That was seen. */
  readonly seen: () => void;
}

/** Charges that the till has gone on from while they were open: what comes of them is still shown to it. */
export function useLate(): Late {
  const wallet = useWallet();
  const [[late], setLate] = useState<readonly Charge[]>([]);
  const here = useRef(true);
  useEffect(() => {
    here.current = true;
    return () => {
      here.current = false;
    };
  }, []);
  const follow = (asked: Wanted) =>
    void endOf(wallet, asked, () => here.current).then((charge) => charge && here.current && setLate((known) => [...known, charge]));
  return { late, follow, seen: () => setLate(([, ...rest]) => rest) };
}

/** Asks until it has ended; asked again it is the same charge. Null where none came of it. */
async function endOf(wallet: Wallet, { id, code, amount, source }: Wanted, isWanted: () => boolean): Promise<Charge | null> {
  while (isWanted()) {
    try {
      let charge = await wallet.charge(id, code, amount, source);
      while (charge.state === "waiting" && isWanted()) charge = await wallet.whenAnswered(charge.id);
      return charge;
    } catch (problem) {
      if (problem instanceof MoneyProblem && problem.money !== "ledgerBusy") return null;
      await new Promise((done) => setTimeout(done, AGAIN_AFTER_MS));
    }
  }
  return null;
}
