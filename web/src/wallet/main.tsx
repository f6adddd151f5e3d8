import "../design/tokens.css";
import { createRoot } from "react-dom/client";
import { apply, useLook } from "../design/look";
import { keepWallet } from "./keep";
import { WalletApp } from "./WalletApp";
import { createWallet } from "./wallet";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
const wallet = createWallet();
apply(useLook.getState());
createRoot(root).render(<WalletApp wallet={wallet} />);
if (import.meta.env.PROD) keepWallet(wallet.session);
