import { useState } from "react";
import type { Asked, Done } from "../model";
import { AskSheet } from "./AskSheet";
import { SendForm } from "./SendForm";
import { Sent } from "./Sent";

/* Sending money.
   (1) The form makes an id once for what is to happen once, and the house is asked: it says whose name stands behind the handle.
   (2) The sheet shows amount, name and face, and the payment passkey confirms exactly these.
   (3) The result.
   An answer that is lost leaves the id: asked again with it, the house answers what has happened, or asks for the passkey anew. */

/** To somebody by their handle. */
export function Send() {
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  if (done) return <Sent done={done} />;
  return (
    <>
      <SendForm onAsked={setAsked} onDone={setDone} />
      {asked && <AskSheet asked={asked} onClose={() => setAsked(null)} onAskedAnew={setAsked} onDone={setDone} />}
    </>
  );
}
