import { createContext, useContext } from "react";
import type { Wallet } from "./model";

/** The wallet, for every screen below. */
export const WalletContext = createContext<Wallet | null>(null);

/** State to watch and verbs to call. */
export function useWallet(): Wallet {
  const wallet = useContext(WalletContext);
  if (!wallet) throw new Error("No WalletContext above this component");
  return wallet;
}
