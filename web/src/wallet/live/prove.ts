import { signWithPasskey } from "../../api/passkey";
import type { Proof } from "../../api/pay";
import { standIn } from "./standIn";

/** What the house asks of whoever is there. */
export interface Question {
  readonly ceremony: string;
  /** Null where a password stands in. */
  readonly options: PublicKeyCredentialRequestOptionsJSON | null;
}

/** Answers it, by the payment passkey or by what stands in for one. */
export async function prove({ ceremony, options }: Question): Promise<Proof> {
  return options ? { ceremony, credential: await signWithPasskey(options) } : { ceremony, password: await standIn.ask() };
}
