import { Problem } from "../matrix/model.ts";

/** Makes a passkey in this browser; gives what the server wants to see of it. */
export async function createPasskey(options: PublicKeyCredentialCreationOptionsJSON): Promise<unknown> {
  return withCeremony(async () => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
    return navigator.credentials.create({ publicKey });
  });
}

/** Signs the server's challenge with a passkey of this browser. */
export async function signWithPasskey(options: PublicKeyCredentialRequestOptionsJSON): Promise<unknown> {
  return withCeremony(async () => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
    return navigator.credentials.get({ publicKey });
  });
}

async function withCeremony(ceremony: () => Promise<Credential | null>): Promise<unknown> {
  if (typeof PublicKeyCredential !== "function" || typeof PublicKeyCredential.parseCreationOptionsFromJSON !== "function") {
    throw new Problem("passkeyUnsupported");
  }
  try {
    const credential = await ceremony();
    if (!(credential instanceof PublicKeyCredential)) throw new Problem("passkeyCancelled");
    return credential.toJSON();
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(ceremonyProblem(error), null, String(error));
  }
}

/** What the browser's refusals mean; it does not tell a person who changed their mind from one who waited too long. */
export function ceremonyProblem(error: unknown) {
  const name = (error as { name?: string } | null)?.name;
  if (name === "NotAllowedError" || name === "AbortError") return "passkeyCancelled" as const;
  if (name === "NotSupportedError" || name === "SecurityError" || name === "ConstraintError") return "passkeyUnsupported" as const;
  return "passkeyRefused" as const;
}
