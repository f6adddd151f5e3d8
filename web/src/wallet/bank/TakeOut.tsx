import { useState } from "react";
import type { AskedOut } from "../model";
import { ConfirmOut } from "./ConfirmOut";
import { TakeOutForm } from "./TakeOutForm";

interface TakeOutProps {
  /** False in the sandbox, whose bank is none. */
  toBank: boolean;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/* As sending money: the form's id is made once for what is to happen once, the house says how the account will stand in its file, and the
   passkey confirms exactly that. */

/** Takes money out. */
export function TakeOut({ toBank, onClose, onDone }: TakeOutProps) {
  const [asked, setAsked] = useState<AskedOut | null>(null);
  return (
    <>
      <TakeOutForm toBank={toBank} onClose={onClose} onAsked={setAsked} onDone={onDone} />
      {asked && <ConfirmOut asked={asked} onClose={() => setAsked(null)} onAskedAnew={setAsked} onDone={onDone} />}
    </>
  );
}
