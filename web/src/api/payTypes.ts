/* Made from pay.openapi.json by `npm run api`; not to be edited. */

/** Money on the wire. */
export interface Amount {
  /** In the currency's minor unit: fen, cents. At most 2^53 - 1, so that every JSON reader keeps it whole. */
  readonly minor: number;
  /** ISO 4217, three letters. */
  readonly currency: string;
}

/** What somebody has in one currency. */
export interface BalanceShown {
  /** What has come in less what has gone out. */
  readonly balance: Amount;
  /** How much of it is promised, and may still go. */
  readonly heldOut: Amount;
  /** What is promised to them, and may still come. */
  readonly heldIn: Amount;
}

/** A request that a payment passkey must confirm. */
export interface ConfirmedByPasskey {
  readonly proof?: Proof | null | undefined;
}

/** A wallet token that was just given out. */
export interface GivenWalletToken {
  /** Sent with each request, as a bearer token. Told this once. */
  readonly token: string;
  /** Names the session. */
  readonly session: string;
  /** `full`, or `receive` for a till. */
  readonly scope: string;
  /** When it ends by itself (milliseconds). */
  readonly expiresAt: number;
}

export type JsonElement = unknown;

/** Spends a link. */
export interface LinkSpent {
  /** The link's token. */
  readonly token: string;
  /** What to call this session. */
  readonly name?: string | null | undefined;
}

/** A movement of money on one's own account. */
export interface Movement {
  /** The transfer's id. */
  readonly id: string;
  /** `transfer`, or `playMoney` from the sandbox's bank, which is none. */
  readonly kind: string;
  /** How much: negative when it went out. */
  readonly moved: Amount;
  /** What there was afterwards. */
  readonly balance: Amount;
  /** When (milliseconds). */
  readonly at: number;
  readonly with: OtherSide | null;
}

/** A page of movements. */
export interface MovementPage {
  /** The newest first. */
  readonly movements: readonly Movement[];
  /** The cursor of the next page; null where there is none. */
  readonly next: string | null;
}

/** Somebody on the other side of a movement. */
export interface OtherSide {
  /** Their Matrix user id. */
  readonly userId: string;
  /** What they call themselves, which may be anything; null for nothing. */
  readonly name: string | null;
  /** Who they are, as the operator has seen it; null for who is not verified. */
  readonly verifiedName: string | null;
}

/** What a wallet's page says before anybody has signed in. */
export interface PayHouse {
  /** Whose house it is. */
  readonly serverName: string;
  /** Where the app is, from which the first way into a wallet leads. */
  readonly appUrl: string;
  /** The sandbox: this money is worth nothing. */
  readonly playMoney: boolean;
}

/** A ceremony that has begun: its name, and what the browser's own dialogue needs. */
export interface PaymentCeremony {
  /** Sent back with the answer. */
  readonly ceremony: string;
  /** PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON of WebAuthn. */
  readonly options: JsonElement;
}

/** A payment passkey as its owner sees it. */
export interface PaymentPasskey {
  /** Names it in this API. */
  readonly id: string;
  /** What its owner calls it. */
  readonly name: string;
  /** When it was made (milliseconds). */
  readonly createdAt: number;
  /** When it last proved something (milliseconds), or null. */
  readonly lastUsedAt: number | null;
}

/** Ends the ceremony of a new payment passkey. */
export interface PaymentPasskeyMade {
  /** From the start. */
  readonly ceremony: string;
  /** RegistrationResponseJSON of WebAuthn. */
  readonly credential: JsonElement;
  /** What its owner calls it. */
  readonly name: string;
}

/** Ends a sign-in. */
export interface PaymentSignInFinish {
  /** From the start. */
  readonly ceremony: string;
  /** AuthenticationResponseJSON of WebAuthn. */
  readonly credential: JsonElement;
  /** What to call this session. */
  readonly name?: string | null | undefined;
}

/** Nothing: whoever owns the passkey that the browser offers. */
export type PaymentSignInStart = unknown;

/** Play money from the sandbox's bank. */
export interface PlayMoneyWanted {
  /** How much. */
  readonly amount: Amount;
}

/** A payment passkey's answer to `confirmationNeeded`. */
export interface Proof {
  /** From the refusal. */
  readonly ceremony: string;
  /** AuthenticationResponseJSON of WebAuthn. */
  readonly credential: JsonElement;
}

/** A wallet session as its owner sees it. */
export interface SessionShown {
  /** Names it. */
  readonly id: string;
  /** What its owner calls it; may be empty. */
  readonly name: string;
  /** `full`, or `receive` for a till. */
  readonly scope: string;
  /** The id of the payment passkey that signed in; null for a link. */
  readonly passkey: string | null;
  /** When it signed in (milliseconds). */
  readonly createdAt: number;
  /** When it ends by itself (milliseconds). */
  readonly expiresAt: number;
  /** Whether it is the one that asks. */
  readonly isThis: boolean;
}

/** A session for a till. */
export interface TillWanted {
  /** Where it stands. */
  readonly name?: string | null | undefined;
}

/** Money has moved. */
export interface TransferDone {
  /** The transfer's id: the request's Idempotency-Key. */
  readonly id: string;
  /** How much. */
  readonly amount: Amount;
  /** When (milliseconds). */
  readonly at: number;
  readonly to: OtherSide | null;
}

/** Money for somebody who is named by their handle. */
export interface TransferWanted {
  /** Their handle or Matrix user id. */
  readonly to: string;
  /** How much. */
  readonly amount: Amount;
  readonly proof?: Proof | null | undefined;
}

/** Whose wallet is open. */
export interface WalletOwnerShown {
  /** Their Matrix user id. */
  readonly userId: string;
  /** What they call themselves; null for nothing. */
  readonly name: string | null;
  /** How many payment passkeys they have. */
  readonly passkeys: number;
}

/** What is sent and what comes back, by method and path. */
export interface PayCalls {
  readonly "GET /pay/v1/balances": { readonly body: undefined; readonly answer: readonly BalanceShown[] };
  readonly "GET /pay/v1/history": { readonly body: undefined; readonly answer: MovementPage };
  readonly "GET /pay/v1/payee": { readonly body: undefined; readonly answer: OtherSide };
  readonly "GET /pay/v1/passkeys": { readonly body: undefined; readonly answer: readonly PaymentPasskey[] };
  readonly "POST /pay/v1/passkeys/add/start": { readonly body: ConfirmedByPasskey; readonly answer: PaymentCeremony };
  readonly "POST /pay/v1/passkeys/add/finish": { readonly body: PaymentPasskeyMade; readonly answer: PaymentPasskey };
  readonly "POST /pay/v1/passkeys/{id}/remove": { readonly body: ConfirmedByPasskey; readonly answer: undefined };
  readonly "GET /pay/v1/session": { readonly body: undefined; readonly answer: SessionShown };
  readonly "DELETE /pay/v1/session": { readonly body: undefined; readonly answer: undefined };
  readonly "GET /pay/v1/sessions": { readonly body: undefined; readonly answer: readonly SessionShown[] };
  readonly "DELETE /pay/v1/sessions": { readonly body: undefined; readonly answer: undefined };
  readonly "DELETE /pay/v1/sessions/{id}": { readonly body: undefined; readonly answer: undefined };
  readonly "POST /pay/v1/sessions/till": { readonly body: TillWanted; readonly answer: GivenWalletToken };
  readonly "POST /pay/v1/sign-in/link": { readonly body: LinkSpent; readonly answer: GivenWalletToken };
  readonly "POST /pay/v1/sign-in/passkey/start": { readonly body: PaymentSignInStart; readonly answer: PaymentCeremony };
  readonly "POST /pay/v1/sign-in/passkey/finish": { readonly body: PaymentSignInFinish; readonly answer: GivenWalletToken };
  readonly "POST /pay/v1/sandbox/play-money": { readonly body: PlayMoneyWanted; readonly answer: TransferDone };
  readonly "POST /pay/v1/transfers": { readonly body: TransferWanted; readonly answer: TransferDone };
  readonly "GET /pay/v1/house": { readonly body: undefined; readonly answer: PayHouse };
  readonly "GET /pay/v1/me": { readonly body: undefined; readonly answer: WalletOwnerShown };
}
