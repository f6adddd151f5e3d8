import { useState } from "react";
import { Redirect } from "wouter";
import type { AskedCard, CardMade } from "../model";
import { useWallet } from "../react";
import { GiveForm } from "./GiveForm";
import { GiveSheet } from "./GiveSheet";
import { givingFrom } from "./giving";

/* Money for a conversation, which is at the app's address and leads here.
   (1) The form asks how much, and makes an id once for what is to happen once. The house says who the person is.
   (2) The payment passkey confirms exactly what is shown, and the money is on a card.
   (3) The app is told of the card by its address, and tells the conversation. Whoever does not get there has the money back in a day. */

/** For somebody, or a red packet. `kind`, `room` and `who` are of the address. */
export function Give({ kind, room, who }: { kind: string; room: string; who: string }) {
  const wallet = useWallet();
  const [asked, setAsked] = useState<AskedCard | null>(null);
  const giving = givingFrom(kind, room, who);
  if (!giving) return <Redirect to="/" replace />;
  const made = async ({ room: where, card }: CardMade) => {
    const { appUrl } = await wallet.house();
    location.assign(`${appUrl}#/chats/${encodeURIComponent(where)}/card/${card}`);
  };
  return (
    <>
      <GiveForm giving={giving} onAsked={setAsked} onMade={made} />
      {asked && <GiveSheet asked={asked} onClose={() => setAsked(null)} onAskedAnew={setAsked} onMade={made} />}
    </>
  );
}
