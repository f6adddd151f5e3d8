import type { House, Me } from "../matrix/model.ts";
import type { Http, Method } from "./http.ts";
import type { Begun, HouseAnswer, Me as MeAnswer, PeopleCalls } from "./peopleTypes.ts";

/** The form by which a person confirms who they are, as Matrix's user-interactive authentication has it. */
export type Auth = Readonly<Record<string, unknown>>;

/** A ceremony whose options are known by what it is for. */
interface Ceremony<Options> extends Begun {
  readonly options: Options;
}

type Creation = Ceremony<PublicKeyCredentialCreationOptionsJSON>;
type Assertion = Ceremony<PublicKeyCredentialRequestOptionsJSON>;

/** An answer whose words are known to be some of a few: it has every field that it is read for, in a kind that fits. */
type Narrowed<Wide, Narrow extends Wide & { readonly [Unknown in Exclude<keyof Narrow, keyof Wide>]: never }> = Narrow;

/** The house's own API, `/people/v1`, held to what the server says of it. Calls that take `auth` may be refused with a request to confirm. */
export function peopleApi({ call }: Http) {
  const ask = <Name extends keyof PeopleCalls, Answer extends PeopleCalls[Name]["answer"] = PeopleCalls[Name]["answer"]>(
    name: Name,
    body: PeopleCalls[Name]["body"],
    id = "",
  ) => {
    const [method, path] = name.split(" ") as [Method, string];
    return call<Answer>(method, path.replace("{id}", encodeURIComponent(id)), body);
  };
  return {
    house: (): Promise<Narrowed<HouseAnswer, House>> => ask("GET /people/v1/house", undefined),
    me: (): Promise<Narrowed<MeAnswer, Me>> => ask("GET /people/v1/me", undefined),
    dismissNotice: (id: string) => ask("DELETE /people/v1/me/notices/{id}", undefined, id),
    startSignUp: (handle: string, registrationToken?: string): Promise<Creation> =>
      ask("POST /people/v1/passkeys/sign-up/start", { handle, registrationToken }),
    finishSignUp: (ceremony: string, credential: unknown, displayName?: string, passkeyName?: string) =>
      ask("POST /people/v1/passkeys/sign-up/finish", { ceremony, credential, displayName, passkeyName }),
    startSignIn: (): Promise<Assertion> => ask("POST /people/v1/passkeys/sign-in/start", {}),
    finishSignIn: (ceremony: string, credential: unknown) => ask("POST /people/v1/passkeys/sign-in/finish", { ceremony, credential }),
    passkeys: () => ask("GET /people/v1/passkeys", undefined),
    startAddPasskey: (auth?: Auth): Promise<Creation> => ask("POST /people/v1/passkeys/add/start", { auth }),
    finishAddPasskey: (ceremony: string, credential: unknown, name: string) =>
      ask("POST /people/v1/passkeys/add/finish", { ceremony, credential, name }),
    removePasskey: (id: string, auth?: Auth) => ask("POST /people/v1/passkeys/{id}/remove", { auth }, id),
    setRecovery: (verifier: string, auth?: Auth) => ask("PUT /people/v1/recovery", { verifier, auth }),
    signInWithRecovery: (handle: string, verifier: string) => ask("POST /people/v1/recovery/sign-in", { handle, verifier }),
    startConfirm: (session: string): Promise<{ readonly request: string } & Omit<Assertion, "ceremony">> =>
      ask("POST /people/v1/confirm/start", { session }),
    finishConfirm: (session: string, credential: unknown) => ask("POST /people/v1/confirm/finish", { session, credential }),
    letIn: (token: string) => ask("POST /people/v1/let-in", { token }),
  };
}

export type PeopleApi = ReturnType<typeof peopleApi>;
