/* Made from openapi.json by `npm run api`; not to be edited. */

/** Ends the ceremony of a further passkey. */
export interface AddFinish {
  /** From the start. */
  readonly ceremony: string;
  /** RegistrationResponseJSON of WebAuthn. */
  readonly credential: JsonElement;
  /** What its owner calls it. */
  readonly name: string;
}

/** A ceremony that has begun: its name, and what the browser's own dialogue needs. */
export interface Begun {
  /** Sent back with the answer. */
  readonly ceremony: string;
  /** PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON of WebAuthn. */
  readonly options: JsonElement;
}

/** What another app wants confirmed. */
export interface ConfirmAsked {
  /** Method and path of the app's request. */
  readonly request: string;
  /** PublicKeyCredentialRequestOptionsJSON of WebAuthn. */
  readonly options: JsonElement;
}

/** Confirms it. */
export interface ConfirmFinish {
  /** The session of the app's 401. */
  readonly session: string;
  /** AuthenticationResponseJSON of WebAuthn. */
  readonly credential: JsonElement;
}

/** Asks what another app wants confirmed. */
export interface ConfirmStart {
  /** The session of the app's 401. */
  readonly session: string;
}

/** A request that must be confirmed. */
export interface Confirmed {
  /** The answer of user-interactive auth, or nothing at first. */
  readonly auth?: unknown;
}

/** A login token, to be spent by `POST /login` with `m.login.token`, once. */
export interface GivenLoginToken {
  /** The token. */
  readonly loginToken: string;
  /** How long it waits. */
  readonly expiresInMs: number;
}

/** What a newcomer's browser must know of this house. */
export interface HouseAnswer {
  /** Which house it is: another one at the same address has another. */
  readonly id: string;
  /** What follows the colon in user ids. */
  readonly serverName: string;
  /** The app's address. */
  readonly publicUrl: string;
  /** `open`, `token` or `closed`. */
  readonly registration: string;
  /** Whether passkeys work here. */
  readonly passkeys: boolean;
}

export type JsonElement = unknown;

/** Follows the operator's link. */
export interface LetInLink {
  /** What stands at the link's end. */
  readonly token: string;
}

/** What a person's own screen says of their sign-in. */
export interface Me {
  /** Whether they have a password. */
  readonly hasPassword: boolean;
  /** How many passkeys they have. */
  readonly passkeys: number;
  /** Whether a recovery code lets them in. */
  readonly recoverySet: boolean;
  readonly suspended: Suspension | null;
  /** What they have not put away yet. */
  readonly notices: readonly Notice[];
}

/** Something about their sign-in that a person is told until they put it away. */
export interface Notice {
  /** Names it. */
  readonly id: string;
  /** `let_in`, `suspended`, `passkey_added`, `password_changed` or `recovered`. */
  readonly kind: string;
  /** When (milliseconds). */
  readonly at: number;
}

/** A passkey as its owner sees it. */
export interface Passkey {
  /** Names it in this API. */
  readonly id: string;
  /** What its owner calls it. */
  readonly name: string;
  /** When it was made (milliseconds). */
  readonly createdAt: number;
  /** When it last proved something (milliseconds), or null. */
  readonly lastUsedAt: number | null;
}

/** Sets what the recovery code proves itself by. */
export interface RecoverySet {
  /** Unpadded base64 of the 32 bytes that the browser derives from the recovery key. */
  readonly verifier: string;
  /** The answer of user-interactive auth, or nothing at first. */
  readonly auth?: unknown;
}

/** Signs in with the recovery code. */
export interface RecoverySignIn {
  /** Whose. */
  readonly handle: string;
  /** As it was set. */
  readonly verifier: string;
}

/** Ends a sign-in. */
export interface SignInFinish {
  /** From the start. */
  readonly ceremony: string;
  /** AuthenticationResponseJSON of WebAuthn. */
  readonly credential: JsonElement;
}

/** Nothing: whoever owns the passkey that the browser offers. */
export type SignInStart = unknown;

/** Ends a sign-up. */
export interface SignUpFinish {
  /** From the start. */
  readonly ceremony: string;
  /** RegistrationResponseJSON of WebAuthn. */
  readonly credential: JsonElement;
  /** What others see, or null. */
  readonly displayName?: string | null | undefined;
  /** What the newcomer calls the passkey, or null. */
  readonly passkeyName?: string | null | undefined;
}

/** Begins a sign-up. */
export interface SignUpStart {
  /** The wished handle. */
  readonly handle: string;
  /** The operator's invitation, where the house asks for one. */
  readonly registrationToken?: string | null | undefined;
}

/** A suspension by the operator. */
export interface Suspension {
  /** Why. */
  readonly reason: string;
  /** Since when (milliseconds). */
  readonly since: number;
}

/** What is sent and what comes back, by method and path. */
export interface PeopleCalls {
  readonly "POST /people/v1/confirm/start": { readonly body: ConfirmStart; readonly answer: ConfirmAsked };
  readonly "POST /people/v1/confirm/finish": { readonly body: ConfirmFinish; readonly answer: undefined };
  readonly "GET /people/v1/house": { readonly body: undefined; readonly answer: HouseAnswer };
  readonly "GET /people/v1/me": { readonly body: undefined; readonly answer: Me };
  readonly "DELETE /people/v1/me/notices/{id}": { readonly body: undefined; readonly answer: undefined };
  readonly "POST /people/v1/let-in": { readonly body: LetInLink; readonly answer: GivenLoginToken };
  readonly "GET /people/v1/passkeys": { readonly body: undefined; readonly answer: readonly Passkey[] };
  readonly "POST /people/v1/passkeys/add/start": { readonly body: Confirmed; readonly answer: Begun };
  readonly "POST /people/v1/passkeys/add/finish": { readonly body: AddFinish; readonly answer: Passkey };
  readonly "POST /people/v1/passkeys/{id}/remove": { readonly body: Confirmed; readonly answer: undefined };
  readonly "PUT /people/v1/recovery": { readonly body: RecoverySet; readonly answer: undefined };
  readonly "POST /people/v1/recovery/sign-in": { readonly body: RecoverySignIn; readonly answer: GivenLoginToken };
  readonly "POST /people/v1/passkeys/sign-in/start": { readonly body: SignInStart; readonly answer: Begun };
  readonly "POST /people/v1/passkeys/sign-in/finish": { readonly body: SignInFinish; readonly answer: GivenLoginToken };
  readonly "POST /people/v1/passkeys/sign-up/start": { readonly body: SignUpStart; readonly answer: Begun };
  readonly "POST /people/v1/passkeys/sign-up/finish": { readonly body: SignUpFinish; readonly answer: GivenLoginToken };
}
