import { useState } from "react";
import type { Amount, Charge, CodeSource } from "../model";
import { CURRENCY } from "../words/currency";
import { ChargeResult } from "./ChargeResult";
import { Charging } from "./Charging";
import { Keys } from "./Keys";
import { Scan } from "./Scan";
import { TypeDigits } from "./TypeDigits";
import { amountOf } from "./typedAmount";
import { useLate } from "./useLate";

/* A till. (1) The amount.   (2) The code: by camera, from a picture, or typed.   (3) What has come of it, for both to read. */

type Step =
  | { readonly at: "keys" | "scan" | "type" }
  | { readonly at: "charging"; readonly asked: Wanted }
  | { readonly at: "done"; readonly charge: Charge };

/** One charge, made once: asked again with the same id it is the same one. */
export interface Wanted {
  readonly id: string;
  readonly code: string;
  readonly source: CodeSource;
  readonly amount: Amount;
}

/** Receiving money from somebody who shows a code. */
export function Till({ counter }: { counter: boolean }) {
  const [typed, setTyped] = useState("");
  const [step, setStep] = useState<Step>({ at: "keys" });
  const amount = { minor: amountOf(typed, CURRENCY), currency: CURRENCY };
  const toKeys = () => setStep({ at: "keys" });
  const toNext = () => {
    setTyped("");
    toKeys();
  };
  const { late, follow, seen } = useLate();
  // What comes late fills the screen as well, once the guest of this moment has been served.
  if (late && step.at !== "charging" && step.at !== "done") return <ChargeResult key={late.id} charge={late} onNext={seen} />;
  const ask = (code: string, source: CodeSource) => setStep({ at: "charging", asked: { id: crypto.randomUUID(), code, source, amount } });
  switch (step.at) {
    case "scan":
      return <Scan amount={amount} onCode={ask} onType={() => setStep({ at: "type" })} onClose={toKeys} />;
    case "charging":
      return (
        <Charging
          key={step.asked.id}
          asked={step.asked}
          onDone={(charge) => setStep({ at: "done", charge })}
          onScan={() => setStep({ at: "scan" })}
          onClose={toKeys}
          onLeave={() => {
            follow(step.asked);
            toNext();
          }}
        />
      );
    case "done":
      return <ChargeResult charge={step.charge} onScan={() => setStep({ at: "scan" })} onNext={toNext} />;
    default:
      return (
        <>
          <Keys
            counter={counter}
            typed={typed}
            amount={amount}
            onTyped={setTyped}
            onScan={() => setStep({ at: "scan" })}
            onType={() => setStep({ at: "type" })}
          />
          {step.at === "type" && <TypeDigits onCode={(code) => ask(code, "typed")} onClose={toKeys} />}
        </>
      );
  }
}
