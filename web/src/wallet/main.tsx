import "../design/tokens.css";
import { createRoot } from "react-dom/client";
import { apply, useLook } from "../design/look";
import { WalletApp } from "./WalletApp";
import { createWallet } from "./wallet";

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no root");
apply(useLook.getState());
createRoot(root).render(<WalletApp wallet={createWallet()} />);
