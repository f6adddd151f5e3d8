import { Cell } from "../../matrix/watched";
import type { Scope, Session } from "../model";

/** Where the token is kept, and what it may do: at the pay address, which shows nothing that strangers write. */
const KEY = "teahouse.wallet";
const SCOPE = "teahouse.wallet.scope";

interface Given {
  readonly token: string;
  readonly scope: string;
}

/** Whether somebody is signed in at this address, and by which token. */
export class KeptSession {
  readonly session: Cell<Session>;

  /** `onEnd`: what else this browser has kept for whoever was signed in goes too. */
  constructor(
    private readonly storage: Storage,
    private readonly onEnd: () => void,
  ) {
    this.session = new Cell<Session>(this.#read() ?? { state: "signedOut", why: "none" });
    // Another tab has signed in or out.
    addEventListener("storage", ({ key }) => {
      if (key === KEY) this.session.set(this.#read() ?? { state: "signedOut", why: "byPerson" });
    });
  }

  get token(): string | null {
    return this.storage.getItem(KEY);
  }

  readonly enter = ({ token, scope }: Given): void => {
    this.storage.setItem(SCOPE, scope);
    this.storage.setItem(KEY, token);
    this.session.set({ state: "signedIn", scope: scopeOf(scope) });
  };

  readonly end = (why: "byPerson" | "ended"): void => {
    this.storage.removeItem(KEY);
    this.storage.removeItem(SCOPE);
    this.session.set({ state: "signedOut", why });
    this.onEnd();
  };

  #read(): Session | null {
    return this.token === null ? null : { state: "signedIn", scope: scopeOf(this.storage.getItem(SCOPE)) };
  }
}

function scopeOf(scope: string | null): Scope {
  return scope === "receive" || scope === "takeOut" ? scope : "full";
}
