import type { Watched } from "../matrix/model";
import type { Session } from "./model";

interface WorkerPolicy {
  createScriptURL(url: string): string;
}

declare global {
  interface Window {
    readonly trustedTypes?: { createPolicy(name: string, rules: { createScriptURL: () => string }): WorkerPolicy };
  }
}

const WORKER = "./sw.js";

/**
 * Whoever is signed in finds the wallet where there is no network: a code can be shown there too. A guest at the door downloads nothing
 * for it. The page's policy lets no text become a script but this one address.
 */
export function keepWallet(session: Watched<Session>): void {
  if (!("serviceWorker" in navigator)) return;
  const keep = () => {
    if (session.getSnapshot().state !== "signedIn") return;
    stop();
    register().catch((error: unknown) => console.warn("Teahouse: the wallet is not kept for later.", error));
  };
  const stop = session.subscribe(keep);
  keep();
}

async function register(): Promise<void> {
  const policy = window.trustedTypes?.createPolicy("teahouse-worker", { createScriptURL: () => WORKER });
  await navigator.serviceWorker.register(policy?.createScriptURL(WORKER) ?? WORKER);
}
