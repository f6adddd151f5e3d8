import { useCallback, useState } from "react";
import { useAnswer } from "../../matrix/react";
import { useWallet } from "../react";
import { useWhenMoved } from "./useWhenMoved";

/** How much there is, asked anew whenever it may have moved. `moved` counts how often that was. */
export function useMoney() {
  const balances = useAnswer(useWallet().balance);
  const [moved, setMoved] = useState(0);
  const { again } = balances;
  const hasMoved = useCallback(() => {
    setMoved((count) => count + 1);
    return again();
  }, [again]);
  useWhenMoved(hasMoved);
  return { balances, moved, hasMoved };
}
