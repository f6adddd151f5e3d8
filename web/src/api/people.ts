import type { House, Me, Passkey } from "../matrix/model.ts";
import type { Http } from "./http.ts";

/** The form by which a person confirms who they are, as Matrix's user-interactive authentication has it. */
export type Auth = Readonly<Record<string, unknown>>;

export interface Ceremony<Options> {
  readonly ceremony: string;
  readonly options: Options;
}

export interface LoginToken {
  readonly loginToken: string;
  readonly expiresInMs: number;
}

/** The house's own API, `/people/v1`. Calls that take `auth` may be refused with a request to confirm. */
export function peopleApi({ call }: Http) {
  const at = (path: string) => `/people/v1/${path}`;
  return {
    house: () => call<House>("GET", at("house")),
    me: () => call<Me>("GET", at("me")),
    dismissNotice: (id: string) => call<void>("DELETE", at(`me/notices/${encodeURIComponent(id)}`)),
    startSignUp: (handle: string, registrationToken?: string) =>
      call<Ceremony<PublicKeyCredentialCreationOptionsJSON>>("POST", at("passkeys/sign-up/start"), { handle, registrationToken }),
    finishSignUp: (ceremony: string, credential: unknown, displayName?: string, passkeyName?: string) =>
      call<LoginToken>("POST", at("passkeys/sign-up/finish"), { ceremony, credential, displayName, passkeyName }),
    startSignIn: () => call<Ceremony<PublicKeyCredentialRequestOptionsJSON>>("POST", at("passkeys/sign-in/start"), {}),
    finishSignIn: (ceremony: string, credential: unknown) =>
      call<LoginToken>("POST", at("passkeys/sign-in/finish"), { ceremony, credential }),
    passkeys: () => call<readonly Passkey[]>("GET", at("passkeys")),
    startAddPasskey: (auth?: Auth) => call<Ceremony<PublicKeyCredentialCreationOptionsJSON>>("POST", at("passkeys/add/start"), { auth }),
    finishAddPasskey: (ceremony: string, credential: unknown, name: string) =>
      call<Passkey>("POST", at("passkeys/add/finish"), { ceremony, credential, name }),
    removePasskey: (id: string, auth?: Auth) => call<void>("POST", at(`passkeys/${encodeURIComponent(id)}/remove`), { auth }),
    setRecovery: (verifier: string, auth?: Auth) => call<void>("PUT", at("recovery"), { verifier, auth }),
    signInWithRecovery: (handle: string, verifier: string) => call<LoginToken>("POST", at("recovery/sign-in"), { handle, verifier }),
    startConfirm: (session: string) =>
      call<{ readonly request: string; readonly options: PublicKeyCredentialRequestOptionsJSON }>("POST", at("confirm/start"), { session }),
    finishConfirm: (session: string, credential: unknown) => call<void>("POST", at("confirm/finish"), { session, credential }),
    letIn: (token: string) => call<LoginToken>("POST", at("let-in"), { token }),
  };
}

export type PeopleApi = ReturnType<typeof peopleApi>;
