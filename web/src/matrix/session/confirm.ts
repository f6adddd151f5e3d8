import { Refusal } from "../../api/http.ts";
import type { Auth } from "../../api/people.ts";
import { type Confirm, Problem, type ProblemCode } from "../model.ts";
import { problemOf } from "../problems.ts";
import { Cell } from "../watched.ts";

const PASSWORD = "m.login.password";
const PASSKEY = "org.teahouse.passkey";
/** Offered for a while to whoever came in by recovery code or the operator's link: they have just proved all they can. */
const DUMMY = "m.login.dummy";

type Way = Confirm["ways"][number];

/** What the server wants confirmed, from its 401. */
interface Asked {
  readonly session: unknown;
  readonly ways: readonly Way[];
  readonly passkeyOptions: PublicKeyCredentialRequestOptionsJSON | null;
  readonly problem: ProblemCode | null;
  /** The house takes it on trust. */
  readonly trusted: boolean;
}

interface Open {
  readonly view: Confirm;
  readonly asked: Asked;
  readonly answer: (auth: Auth) => void;
  readonly cancel: () => void;
}

/** Asks the person to confirm who they are whenever a call is refused for want of it; one question at a time. */
export class Confirmer {
  readonly current = new Cell<Confirm | null>(null);
  #open: Open | null = null;
  #count = 0;

  constructor(
    private readonly userId: () => string,
    private readonly signWithPasskey: (options: PublicKeyCredentialRequestOptionsJSON) => Promise<unknown>,
  ) {}

  /** Makes the call, first without an answer, then with the person's, until it passes or the person gives up. */
  async run<T>(purpose: Confirm["purpose"], call: (auth?: Auth) => Promise<T>): Promise<T> {
    let auth: Auth | undefined;
    try {
      for (;;) {
        try {
          return await call(auth);
        } catch (error) {
          const asked = askedIn(error, auth);
          auth = asked.trusted ? { type: DUMMY, session: asked.session } : await this.#ask(purpose, asked);
        }
      }
    } finally {
      if (auth !== undefined && auth.type !== DUMMY) this.#close();
    }
  }

  /** A password given as the answer. Resolves at once; a wrong one comes back as `problem`. */
  async withPassword(password: string): Promise<void> {
    const open = this.#opened();
    this.#reply({
      type: PASSWORD,
      identifier: { type: "m.id.user", user: this.userId() },
      password,
      session: open.asked.session,
    });
  }

  async withPasskey(): Promise<void> {
    const { asked, view } = this.#opened();
    if (!asked.passkeyOptions) throw new Problem("passkeyUnsupported");
    this.current.set({ ...view, busy: true, problem: null });
    try {
      this.#reply({ type: PASSKEY, session: asked.session, credential: await this.signWithPasskey(asked.passkeyOptions) });
    } catch (error) {
      this.current.set({ ...view, busy: false, problem: problemOf(error).code });
    }
  }

  cancel(): void {
    this.#open?.cancel();
    this.#close();
  }

  #ask(purpose: Confirm["purpose"], asked: Asked): Promise<Auth> {
    const again = this.current.getSnapshot()?.purpose === purpose;
    if (this.#open && !again) this.#open.cancel();
    this.#count += again ? 0 : 1;
    const view: Confirm = { id: this.#count, purpose, ways: asked.ways, problem: asked.problem, busy: false };
    return new Promise((resolve, reject) => {
      this.#open = { view, asked, answer: resolve, cancel: () => reject(new Problem("cancelled")) };
      this.current.set(view);
    });
  }

  #opened(): Open {
    if (!this.#open) throw new Problem("cancelled");
    return this.#open;
  }

  #reply(auth: Auth): void {
    const { view, answer } = this.#opened();
    this.current.set({ ...view, busy: true, problem: null });
    answer(auth);
  }

  #close(): void {
    this.#open = null;
    this.current.set(null);
  }
}

/** Reads a refusal as a request to confirm; anything else is thrown on. The SDK's errors carry the body as `data`. */
export function askedIn(error: unknown, answer?: Auth): Asked {
  const body = error instanceof Refusal ? error.body : ((error as { data?: Record<string, unknown> } | null)?.data ?? {});
  const flows = body.flows;
  if (!Array.isArray(flows)) throw error;
  const stages = new Set(flows.flatMap((flow: { stages?: readonly string[] }) => (flow.stages?.length === 1 ? flow.stages : [])));
  const ways: Way[] = [];
  if (stages.has(PASSKEY)) ways.push("passkey");
  if (stages.has(PASSWORD)) ways.push("password");
  const params = (body.params ?? {}) as Record<string, { options?: PublicKeyCredentialRequestOptionsJSON } | undefined>;
  return {
    session: body.session,
    ways,
    passkeyOptions: params[PASSKEY]?.options ?? null,
    problem: problemIn(body, answer),
    // An answer that was not taken is not given twice.
    trusted: stages.has(DUMMY) && answer?.type !== DUMMY,
  };
}

function problemIn(body: Readonly<Record<string, unknown>>, answer: Auth | undefined): ProblemCode | null {
  if (typeof body.errcode !== "string") return null;
  if (answer?.type === DUMMY) return null;
  const wrong = answer?.type === PASSKEY ? "passkeyRefused" : "wrongPassword";
  return problemOf(new Refusal(401, body.errcode, body), { M_FORBIDDEN: wrong, M_UNAUTHORIZED: wrong }).code;
}
