import { useAnswer } from "../../matrix/react";
import { PayeeRow } from "../confirm/PayeeRow";
import { useWallet } from "../react";

/** Whom it is for, by the name that the house knows; until it has said so, and where it does not, by the handle that the address has. */
export function Payee({ room, to }: { room: string; to: string }) {
  const wallet = useWallet();
  const asked = useAnswer(() => wallet.cardPayee(room, to));
  return <PayeeRow payee={asked.state === "ready" ? asked.answer : { userId: to, name: null }} />;
}
