/* Made from pay.openapi.json by `npm run api`; not to be edited. */

/** An account at a bank. */
export interface AccountAtBank {
  /** Its number. */
  readonly iban: string;
  /** Whose it is. */
  readonly name: string;
}

/** Money on the wire. */
export interface Amount {
  /** In the currency's minor unit: fen, cents. At most 2^53 - 1, so that every JSON reader keeps it whole. */
  readonly minor: number;
  /** ISO 4217, three letters. */
  readonly currency: string;
}

/** A question that waits for the payer's answer. */
export interface Ask {
  /** Names the charge. */
  readonly id: string;
  /** Who wants to be paid. */
  readonly payee: Face;
  /** How much. */
  readonly amount: Amount;
  /** `new`, `aboveLimit`, `soonAfter` or `picture`. */
  readonly why: string;
  /** Whether it may be held for ten minutes instead of being paid for good. */
  readonly canHold: boolean;
  /** When no answer is a refusal (milliseconds). */
  readonly until: number;
}

/** The answer to one. */
export interface AskAnswered {
  /** `refuse`, `hold` or `payForGood`. */
  readonly answer: string;
  readonly proof?: Proof | null | undefined;
}

/** Questions that wait. */
export interface AsksWaiting {
  /** The oldest first. */
  readonly asks: readonly Ask[];
}

/** Something that was tried with a code of one's own, and came to nothing. */
export interface Attempt {
  /** When (milliseconds). */
  readonly at: number;
  /** Why, exactly: AttemptWord. */
  readonly word: string;
  readonly amount: Amount | null;
  readonly payee: Face | null;
}

/** A page of attempts. */
export interface AttemptPage {
  /** The newest first. */
  readonly attempts: readonly Attempt[];
  /** The cursor of the next page; null where there is none. */
  readonly next: string | null;
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

/** The money is on a card. */
export interface CardMade {
  /** Its id, for the message: that and nothing else is in `org.teahouse.pay`. */
  readonly card: string;
  /** Where it is to stand. */
  readonly room: string;
  /** As asked. */
  readonly kind: string;
  /** How much in all. */
  readonly amount: Amount;
  /** When what nobody took comes back (milliseconds). */
  readonly until: number;
}

/** Money for a conversation. */
export interface CardWanted {
  /** The Matrix room in which it will stand. */
  readonly room: string;
  /** `transfer`, `equalPacket` or `randomPacket`. */
  readonly kind: string;
  /** How much in all. */
  readonly amount: Amount;
  /** Of a transfer: for whom, by handle or Matrix user id. */
  readonly to?: string | null | undefined;
  /** Of a red packet: for how many. */
  readonly shares?: number | null | undefined;
  readonly proof?: Proof | null | undefined;
}

/** Whether one is a cash desk, and how much one may still take in today. */
export interface CashDesk {
  readonly limit: Amount | null;
  readonly left: Amount | null;
}

/** Bank notes that somebody has handed over at a cash desk. */
export interface CashInWanted {
  /** Whose money it becomes: their handle or Matrix user id, or their reference for paying in. */
  readonly to: string;
  /** How much, in the house's currency. */
  readonly amount: Amount;
  readonly proof?: Proof | null | undefined;
}

/** A charge as its payee sees it. */
export interface Charge {
  /** Names it. */
  readonly id: string;
  /** What both sides call it. */
  readonly receipt: string;
  /** How much. */
  readonly amount: Amount;
  /** When (milliseconds). */
  readonly at: number;
  /** `waiting`, `paid`, `held`, `refused` or `undone`. */
  readonly state: string;
  /** When what is held is for good (milliseconds); null where nothing is. */
  readonly goodsAt: number | null;
  /** Another face for each payment. */
  readonly payer: Face;
  /** What was paid back. */
  readonly refunded: Amount;
  /** The id of the poster that they scanned; null where a till charged their code. */
  readonly poster: string | null;
}

/** A page of charges. */
export interface ChargePage {
  /** The newest first. */
  readonly charges: readonly Charge[];
  /** The cursor of the next page; null where there is none. */
  readonly next: string | null;
  /** What came in today. */
  readonly today: ChargedToday;
}

/** Money for a code that somebody shows. */
export interface ChargeWanted {
  /** Eighteen digits, or the base64 of an EMVCo consumer-presented QR. */
  readonly code: string;
  /** How much. */
  readonly amount: Amount;
  /** `camera`, `typed` or `picture`. */
  readonly source: string;
}

/** What a payee was paid by codes today, or has on hold. */
export interface ChargedToday {
  /** How often. */
  readonly count: number;
  /** How much, without what was paid back. */
  readonly sum: Amount;
}

/** A phone that shows codes, as its owner sees it. */
export interface CodePhone {
  /** Names it. */
  readonly id: string;
  /** What its owner calls it. */
  readonly name: string;
  /** When it was enrolled (milliseconds). */
  readonly since: number;
  /** When it was ended (milliseconds); null where it was not. */
  readonly endedAt: number | null;
}

/** An enrolment that has begun. */
export interface CodePhoneBegun {
  /** Names it, and the phone. */
  readonly enrolment: string;
  /** Base64 of the house's half, likewise. */
  readonly houseKey: string;
  /** Sent back with the answer. */
  readonly ceremony: string;
  readonly options: JsonElement | null;
}

/** Ends the enrolment of a phone. */
export interface CodePhoneFinish {
  /** From the start. */
  readonly ceremony: string;
  /** From the start. */
  readonly enrolment: string;
  /** Base64 of HMAC-SHA-256 by the derived key over "confirm" and the enrolment: the phone has it. */
  readonly confirm: string;
  /** What its owner calls it. */
  readonly name: string;
  /** AuthenticationResponseJSON of WebAuthn, where there were options for it. */
  readonly credential?: unknown;
  /** The password of the house, where there were none. */
  readonly password?: string | null | undefined;
}

/** Begins the enrolment of a phone. */
export interface CodePhoneStart {
  /** Base64 of the phone's half: an uncompressed point of P-256, 65 bytes. */
  readonly publicKey: string;
}

/** A person's phones that show codes. */
export interface CodePhones {
  /** The newest first; at most one is not ended. */
  readonly phones: readonly CodePhone[];
}

/** A request that a payment passkey must confirm. */
export interface ConfirmedByPasskey {
  readonly proof?: Proof | null | undefined;
}

/** What moved on one day. */
export interface DaySum {
  /** The day of the month, from 1. */
  readonly day: number;
  /** What came in. */
  readonly in: Amount;
  /** What went out, above zero. */
  readonly out: Amount;
}

/** What the payee says. */
export interface DisputeAnswer {
  /** Their words. */
  readonly words: string;
  /** When (milliseconds). */
  readonly at: number;
}

/** What a payee says to it. */
export interface DisputeAnswered {
  /** In their own words. */
  readonly words: string;
}

/** What the house decided. */
export interface DisputeDecision {
  /** How much goes back; 0 for nothing. */
  readonly refund: Amount;
  /** Why, in the operator's words. */
  readonly reason: string;
  /** When (milliseconds). */
  readonly at: number;
}

/** One's own disputes. */
export interface DisputeList {
  /** The newest first, and not more than a hundred. */
  readonly disputes: readonly DisputeShown[];
}

/** A payer disputes a payment. */
export interface DisputeOpened {
  /** Why: one of the reasons that a dispute is shown with. */
  readonly reason: string;
  /** In their own words. */
  readonly words: string;
}

/** A dispute as one of the two sees it. */
export interface DisputeShown {
  /** Names it, also for the operator. */
  readonly id: string;
  /** Whether one is its `payer` or its `payee`. */
  readonly side: string;
  /** All that is told of the other. */
  readonly other: Face;
  /** The payment's id. */
  readonly payment: string;
  /** Its receipt number. */
  readonly receipt: string;
  /** How much was paid. */
  readonly amount: Amount;
  /** How much of it has come back. */
  readonly refunded: Amount;
  /** Why: `notReceived`, `notAsAgreed`, `wrongAmount`, `paidTwice`, `notMe` or `other`. */
  readonly reason: string;
  /** What the payer says. */
  readonly words: string;
  /** When it was opened (milliseconds). */
  readonly at: number;
  /** `open`, `answered`, `withdrawn`, `settled` (the payee gave back), `deciding` (money is on its way back), `refunded`,
    `unpaid` (decided, and the payee did not have it: nothing moved) or `dismissed`. */
  readonly state: string;
  /** Until when the payee is waited for (milliseconds). */
  readonly answerBy: number;
  readonly answer: DisputeAnswer | null;
  readonly decision: DisputeDecision | null;
  /** When somebody of the house looked at it (milliseconds). */
  readonly looks: readonly number[];
}

/** All that one side of a payment by a code learns of the other. */
export interface Face {
  /** Which painted thing. */
  readonly avatar: string;
  /** Which word goes before it. */
  readonly adjective: string;
  /** Who it is, as the operator has seen it; null for who is not verified, and of every payer. */
  readonly name: string | null;
  /** Whether there is such a name. */
  readonly verified: boolean;
  /** Where the picture is that the operator has seen; null for none. */
  readonly photo?: string | null | undefined;
}

/** Freezes from any browser, by one of two proofs. */
export interface FreezeByCode {
  /** Whose wallet. */
  readonly userId: string;
  /** The freeze code. */
  readonly code?: string | null | undefined;
  /** Or what the browser derives from the recovery code: unpadded base64 of 32 bytes. */
  readonly verifier?: string | null | undefined;
  /** Whether the devices of all payment passkeys are lost. */
  readonly lost?: boolean | undefined;
}

/** A freeze code, told this once. */
export interface FreezeCodeGiven {
  /** To be written down, and not to be kept on the phone. */
  readonly code: string;
}

/** Whether a wallet is frozen. */
export interface FreezeShown {
  /** Whether nothing goes out. */
  readonly frozen: boolean;
  /** Since when (milliseconds); null where it is not. */
  readonly since: number | null;
  /** When it thaws by itself (milliseconds); null for not. */
  readonly thawsAt: number | null;
  /** Whether there is a freeze code. */
  readonly hasCode: boolean;
  /** Whether my payment passkeys are forgotten when it thaws, because somebody with the recovery code said that they are gone. */
  readonly forgets: boolean;
}

/** A one-time number for one payment. */
export interface GivenAlias {
  /** Nine digits. */
  readonly alias: string;
  /** Until when it is good (milliseconds). */
  readonly until: number;
}

/** A wallet token that was just given out. */
export interface GivenWalletToken {
  /** Sent with each request, as a bearer token. Told this once. */
  readonly token: string;
  /** Names the session. */
  readonly session: string;
  /** `full`, `receive` for a till, or `takeOut` for who has left the house. */
  readonly scope: string;
  /** When it ends by itself (milliseconds). */
  readonly expiresAt: number;
}

export type JsonElement = unknown;

/** What moved of one kind. */
export interface KindSum {
  /** As in the history, without `Back`. */
  readonly kind: string;
  /** What came in. */
  readonly in: Amount;
  /** What went out, above zero. */
  readonly out: Amount;
  /** How many movements. */
  readonly count: number;
}

/** What goes without a finger. */
export interface LimitsLeft {
  /** At once. */
  readonly payment: Amount;
  /** In a day. */
  readonly day: Amount;
  /** Of which today there is still so much. */
  readonly leftToday: Amount;
}

/** Limits that hold later. */
export interface LimitsRaising {
  /** At once. */
  readonly payment: Amount;
  /** In a day. */
  readonly day: Amount;
  /** When (milliseconds). */
  readonly from: number;
}

/** What goes without a finger. */
export interface LimitsShown {
  /** At once. */
  readonly payment: Amount;
  /** In a day. */
  readonly day: Amount;
  /** Of which today there is still so much. */
  readonly leftToday: Amount;
  readonly raising: LimitsRaising | null;
}

/** Other limits. */
export interface LimitsWanted {
  /** At once. */
  readonly payment: Amount;
  /** In a day. */
  readonly day: Amount;
  readonly proof?: Proof | null | undefined;
}

/** Spends a link. */
export interface LinkSpent {
  /** The link's token. */
  readonly token: string;
  /** What to call this session. */
  readonly name?: string | null | undefined;
}

/** One's own money in a month. */
export interface MonthShown {
  /** `2026-11`. */
  readonly month: string;
  /** Whose days these are: an IANA name. */
  readonly timeZone: string;
  /** What there was before. */
  readonly opening: Amount;
  /** What there was at its end, or is now. */
  readonly closing: Amount;
  /** What came in. */
  readonly in: Amount;
  /** What went out, above zero. */
  readonly out: Amount;
  /** The same by kind; kinds of which there was nothing are left out. */
  readonly kinds: readonly KindSum[];
  /** The same by day, all days of the month. */
  readonly days: readonly DaySum[];
  /** The month before, where anything moved earlier; else null. */
  readonly before: string | null;
  /** The month after, where that has begun; else null. */
  readonly after: string | null;
}

/** A movement of money on one's own account. */
export interface Movement {
  /** The transfer's id. */
  readonly id: string;
  /** Which of one's own movements in this currency it is, from 1: names its receipt. */
  readonly number: number;
  /** `transfer`, `redPacket`, each with `Back` behind it where nobody took it from its card, `code`, `poster` where
    its payer scanned one, `refund` of such a payment, `tally`, which is what somebody asked for in a conversation, `playMoney` from the sandbox's
    bank, which is none, `moneyIn` from a bank, or `moneyOut` to one, `moneyOutBack` where it came back,
    `fee`, which a payee leaves to the house, `feeBack` where it came back with a refund, or `cash`, which was handed over in notes at a cash desk. */
  readonly kind: string;
  /** How much: negative when it went out. */
  readonly moved: Amount;
  /** What there was afterwards. */
  readonly balance: Amount;
  /** When (milliseconds). */
  readonly at: number;
  /** What both sides call it. */
  readonly receipt: string;
  readonly with: OtherSide | null;
  readonly face: Face | null;
  /** The id of that payment, also of a fee of it; else null. */
  readonly payment: string | null;
  /** Of what somebody asked for: what it was for, as they said; else null. */
  readonly note: string | null;
  /** Of a transfer in a conversation: whether it still waits to be taken. */
  readonly waits: boolean;
}

/** A page of movements. */
export interface MovementPage {
  /** The newest first. */
  readonly movements: readonly Movement[];
  /** The cursor of the next page; null where there is none. Where something is sought, a page may be short or empty and have one: so far was looked. */
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

/** A page of what is owed to me. */
export interface OwedPage {
  /** The newest first. */
  readonly tallies: readonly TallyOwed[];
  /** The cursor of the next page; null where there is none. */
  readonly next: string | null;
}

/** What a wallet's page says before anybody has signed in. */
export interface PayHouse {
  /** Whose house it is. */
  readonly serverName: string;
  /** Where the app is, from which the first way into a wallet leads. */
  readonly appUrl: string;
  /** Under which law the wallet runs: `sandbox` (play money), `closed-loop`, `mutual-credit` or `licensed-partner`. */
  readonly regime: string;
  /** What can be done with money here. */
  readonly verbs: readonly string[];
  /** How far below zero each person may go. */
  readonly creditLimit: Amount;
  /** What a payee leaves to the house of what they take by a code or by a poster, in hundredths of a percent. The payer pays nothing more. */
  readonly payeeFee: number;
}

/** A payment by a code as its payer sees it. */
export interface Payment {
  /** Names it. */
  readonly id: string;
  /** What both sides call it. */
  readonly receipt: string;
  /** How much. */
  readonly amount: Amount;
  /** When (milliseconds). */
  readonly at: number;
  /** `waiting`, `paid`, `held`, `refused` or `undone`. */
  readonly state: string;
  /** Until when what is held can be undone (milliseconds); null where nothing is. */
  readonly goodsAt: number | null;
  /** To whom. */
  readonly payee: Face;
  /** What came back. */
  readonly refunded: Amount;
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
  /** Since when it is said to be on a device that was lost (milliseconds), or null. */
  readonly lostAt: number | null;
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

/** Money on its way out. */
export interface Payout {
  /** Names it, also for the operator and the bank. */
  readonly id: string;
  /** How much. */
  readonly amount: Amount;
  readonly to: AccountAtBank | null;
  /** When it was asked for (milliseconds). */
  readonly at: number;
  /** `waiting` for the next file to the bank, `sent` there, `done`, `cancelled` by oneself, or `back`. */
  readonly state: string;
  /** Why it came back: the bank's code (ISO 20022, `AC04`) or the operator's words; else null. */
  readonly reason: string | null;
  /** When it was over (milliseconds); null while it is not. */
  readonly endedAt: number | null;
}

/** What one has taken out. */
export interface PayoutList {
  /** The newest first, and not more than a hundred. */
  readonly payouts: readonly Payout[];
}

/** What a phone has at hand, and may pay without a finger. */
export interface PhoneFilled {
  /** One-time numbers, in the order in which they end. */
  readonly aliases: readonly GivenAlias[];
  /** What the house's clock says (milliseconds), by which the phone corrects its own. */
  readonly now: number;
  /** What goes without a finger. */
  readonly limits: LimitsLeft;
}

/** Play money from the sandbox's bank. */
export interface PlayMoneyWanted {
  /** How much. */
  readonly amount: Amount;
}

/** A code of one's own, as its payee sees it. */
export interface Poster {
  /** What the code has. */
  readonly id: string;
  /** What stands in its QR code. */
  readonly code: string;
  /** What payers see beside the payee's name; null for nothing. */
  readonly label: string | null;
  readonly amount: Amount | null;
  /** Of a code for one payment; null for none. */
  readonly reference: string | null;
  /** When it was made (milliseconds). */
  readonly at: number;
  /** Until when a code for one payment may be paid (milliseconds); null on a poster. */
  readonly until: number | null;
  /** `open`, `paid`, `expired` or `withdrawn`. */
  readonly state: string;
  /** How often it was paid, or is held. */
  readonly count: number;
  /** How much that is, without what was paid back. */
  readonly sum: Amount;
}

/** One of one's own codes, to be shown on a screen. */
export interface PosterOnScreen {
  /** What it is. */
  readonly poster: Poster;
  /** Its QR code as a path of unit squares, in the words of SVG. */
  readonly qrPath: string;
  /** How many of them a side has; four more belong around it, and stay light. */
  readonly qrSize: number;
}

/** A page of one's own codes. */
export interface PosterPage {
  /** The newest first. */
  readonly posters: readonly Poster[];
  /** The cursor of the next page; null where there is none. */
  readonly next: string | null;
}

/** Money for what was scanned. */
export interface PosterPaymentWanted {
  /** How much; of a code for one payment, what it says. */
  readonly amount: Amount;
  /** Hold it for ten minutes instead of paying for good, where that is offered. */
  readonly hold?: boolean | undefined;
  readonly proof?: Proof | null | undefined;
}

/** Whom a scanned code would pay. Of the code itself nothing is believed but its number. */
export interface PosterRead {
  /** Names it, for the payment. */
  readonly poster: string;
  /** Who is paid, as the house knows them. */
  readonly payee: Face;
  /** What they call it; null for nothing. */
  readonly label: string | null;
  readonly amount: Amount | null;
  /** Theirs, of such a code; null for none. */
  readonly reference: string | null;
  /** Until when such a code may be paid (milliseconds). */
  readonly until: number | null;
  /** The payer has paid them before; where not, the payer is warned. */
  readonly paidBefore: boolean;
  /** It may be held for ten minutes instead of being paid for good: they are new, and nobody has verified who they are. */
  readonly canHold: boolean;
  readonly leftToday: Amount | null;
  /** The name in the code itself where it is not theirs; else null. */
  readonly otherName: string | null;
  /** Where the code departs from its specification, in the specification's words. */
  readonly unusual: readonly string[];
}

/** A code to show. */
export interface PosterWanted {
  /** What payers see beside the payee's name: `Stall 3`. Null for nothing. */
  readonly label?: string | null | undefined;
  readonly amount?: Amount | null | undefined;
  /** Of a code for one payment: the payee's own reference, in ASCII. Null for none. */
  readonly reference?: string | null | undefined;
  /** Of a code for one payment: how long it may be paid. Null for a day. */
  readonly minutes?: number | null | undefined;
}

/** The answer to `confirmationNeeded`. */
export interface Proof {
  /** From the refusal. */
  readonly ceremony: string;
  /** AuthenticationResponseJSON of WebAuthn, where there were options for it. */
  readonly credential?: unknown;
  /** The password of the house, where there were none: in the sandbox only, for who has no payment passkey. */
  readonly password?: string | null | undefined;
}

/** A movement of one's own, with all that belongs to it. */
export interface Receipt {
  /** What moved. */
  readonly movement: Movement;
  /** What the other side learned: `face` (the amount and a face of this payment only), `payee` (one's face as a payee, and
    the verified name if there is one), `name` (one's name and handle), `sharers` (the same, and whoever shares the bill), `room` (all in the conversation saw it), `bank` (the house's bank saw the amount and one's account there), `nothing`. */
  readonly learned: string;
  /** Of a payment by a code, of money back from one and of a fee: the payment's receipt number; else null. */
  readonly paidReceipt: string | null;
  /** What of that payment was given back, the oldest first; each is a movement of its own. */
  readonly refunds: readonly RefundShown[];
  readonly fee: Amount | null;
}

/** Money back from a payee. */
export interface RefundShown {
  /** Its receipt number. */
  readonly receipt: string;
  /** How much. */
  readonly amount: Amount;
  /** When (milliseconds). */
  readonly at: number;
}

/** Money back. */
export interface RefundWanted {
  /** How much of what was paid. */
  readonly amount: Amount;
}

/** What somebody has scanned. */
export interface Scanned {
  /** As it stood in the QR. */
  readonly text: string;
}

/** A wallet session as its owner sees it. */
export interface SessionShown {
  /** Names it. */
  readonly id: string;
  /** What its owner calls it; may be empty. */
  readonly name: string;
  /** `full`, `receive` for a till, or `takeOut` for who has left the house. */
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

/** Money that somebody takes out. */
export interface TakeOutWanted {
  /** How much, in the house's currency. */
  readonly amount: Amount;
  readonly to?: AccountAtBank | null | undefined;
  readonly proof?: Proof | null | undefined;
}

/** What somebody is asked for. */
export interface TallyAsked {
  /** The tally's id. */
  readonly id: string;
  /** The Matrix room in which it stands. */
  readonly room: string;
  /** To whom it is paid. */
  readonly asker: OtherSide;
  /** Whether I have paid them before, or sent them money that they took. */
  readonly known: boolean;
  /** My part. */
  readonly amount: Amount;
  /** How much it is in all. */
  readonly total: Amount;
  /** Among how many it is split; 1 where only I am asked. */
  readonly parts: number;
  /** What it is for, as the asker says; null for nothing. */
  readonly note: string | null;
  /** `asked`, `onItsWay`, `paid`, `declined`, `withdrawn` or `late`. */
  readonly state: string;
  /** From when on nobody is asked any more (milliseconds). */
  readonly until: number;
}

/** What somebody asks for, of which not all has come. */
export interface TallyOwed {
  /** The tally's id. */
  readonly id: string;
  /** The Matrix room in which it stands, and in which it is withdrawn. */
  readonly room: string;
  /** How much of it is still owed to me. */
  readonly amount: Amount;
  /** Of how many others I asked it. */
  readonly asked: number;
  /** How many of them have neither paid nor declined. */
  readonly waiting: number;
  /** Who these are: the first of them. */
  readonly of: readonly OtherSide[];
  /** What it is for; null for nothing. */
  readonly note: string | null;
  /** From when on nobody is asked any more (milliseconds). */
  readonly until: number;
}

/** A page of what others ask for. */
export interface TallyPage {
  /** Those that are open, the newest first. */
  readonly tallies: readonly TallyAsked[];
  /** The cursor of the next page; null where there is none. A page may be short and have one. */
  readonly next: string | null;
}

/** A thaw that comes by itself. */
export interface ThawComing {
  /** When (milliseconds). */
  readonly from: number;
}

/** Asks for a thaw by the recovery code. */
export interface ThawWanted {
  /** Whose wallet. */
  readonly userId: string;
  /** What the browser derives from the recovery code. */
  readonly verifier: string;
  /** Whether my payment passkeys are gone: they are forgotten then, a week later, and the chat leads in again. */
  readonly gone?: boolean | undefined;
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
  /** What both sides call it. */
  readonly receipt: string;
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

/** How one pays money in. */
export interface WayIn {
  /** To which account. */
  readonly account: AccountAtBank;
  /** Its bank's code; null where the operator says none. */
  readonly bic: string | null;
  /** In which currency. */
  readonly currency: string;
  /** What one writes on the payment, so that it is found to be one's own; always the same (ISO 11649). */
  readonly reference: string;
}

/** What is sent and what comes back, by method and path. */
export interface PayCalls {
  readonly "GET /pay/v1/asks": { readonly body: undefined; readonly answer: AsksWaiting };
  readonly "POST /pay/v1/asks/{id}/answer": { readonly body: AskAnswered; readonly answer: Payment };
  readonly "POST /pay/v1/payments/{id}/undo": { readonly body: undefined; readonly answer: Payment };
  readonly "GET /pay/v1/charges/{id}": { readonly body: undefined; readonly answer: Charge };
  readonly "GET /pay/v1/balances": { readonly body: undefined; readonly answer: readonly BalanceShown[] };
  readonly "GET /pay/v1/cash": { readonly body: undefined; readonly answer: CashDesk };
  readonly "POST /pay/v1/cash": { readonly body: CashInWanted; readonly answer: TransferDone };
  readonly "POST /pay/v1/charges": { readonly body: ChargeWanted; readonly answer: Charge };
  readonly "GET /pay/v1/charges": { readonly body: undefined; readonly answer: ChargePage };
  readonly "POST /pay/v1/code-phone/start": { readonly body: CodePhoneStart; readonly answer: CodePhoneBegun };
  readonly "POST /pay/v1/code-phone/finish": { readonly body: CodePhoneFinish; readonly answer: CodePhone };
  readonly "POST /pay/v1/code-phone/{id}/aliases": { readonly body: undefined; readonly answer: PhoneFilled };
  readonly "GET /pay/v1/freeze": { readonly body: undefined; readonly answer: FreezeShown };
  readonly "POST /pay/v1/freeze": { readonly body: undefined; readonly answer: FreezeShown };
  readonly "POST /pay/v1/freeze/by-code": { readonly body: FreezeByCode; readonly answer: undefined };
  readonly "POST /pay/v1/freeze-code": { readonly body: ConfirmedByPasskey; readonly answer: FreezeCodeGiven };
  readonly "POST /pay/v1/unfreeze": { readonly body: ConfirmedByPasskey; readonly answer: FreezeShown };
  readonly "POST /pay/v1/unfreeze/late": { readonly body: ThawWanted; readonly answer: ThawComing };
  readonly "GET /pay/v1/history": { readonly body: undefined; readonly answer: MovementPage };
  readonly "GET /pay/v1/months/{month}": { readonly body: undefined; readonly answer: MonthShown };
  readonly "POST /pay/v1/money-in": { readonly body: undefined; readonly answer: WayIn };
  readonly "GET /pay/v1/money-out": { readonly body: undefined; readonly answer: PayoutList };
  readonly "POST /pay/v1/money-out": { readonly body: TakeOutWanted; readonly answer: Payout };
  readonly "POST /pay/v1/money-out/{id}/cancel": { readonly body: undefined; readonly answer: Payout };
  readonly "GET /pay/v1/receipts/{number}": { readonly body: undefined; readonly answer: Receipt };
  readonly "GET /pay/v1/receipts/{number}/receipt.pdf": { readonly body: undefined; readonly answer: undefined };
  readonly "GET /pay/v1/statements/csv": { readonly body: undefined; readonly answer: undefined };
  readonly "GET /pay/v1/statements/camt053": { readonly body: undefined; readonly answer: undefined };
  readonly "GET /pay/v1/attempts": { readonly body: undefined; readonly answer: AttemptPage };
  readonly "GET /pay/v1/payments/{id}": { readonly body: undefined; readonly answer: Payment };
  readonly "GET /pay/v1/payee/face": { readonly body: undefined; readonly answer: Face };
  readonly "GET /pay/v1/code-phone": { readonly body: undefined; readonly answer: CodePhones };
  readonly "DELETE /pay/v1/code-phone/{id}": { readonly body: undefined; readonly answer: undefined };
  readonly "GET /pay/v1/disputes": { readonly body: undefined; readonly answer: DisputeList };
  readonly "GET /pay/v1/disputes/{id}": { readonly body: undefined; readonly answer: DisputeShown };
  readonly "GET /pay/v1/payments/{id}/dispute": { readonly body: undefined; readonly answer: DisputeShown };
  readonly "POST /pay/v1/payments/{id}/dispute": { readonly body: DisputeOpened; readonly answer: DisputeShown };
  readonly "POST /pay/v1/disputes/{id}/answer": { readonly body: DisputeAnswered; readonly answer: DisputeShown };
  readonly "POST /pay/v1/disputes/{id}/withdraw": { readonly body: undefined; readonly answer: DisputeShown };
  readonly "GET /pay/v1/limits": { readonly body: undefined; readonly answer: LimitsShown };
  readonly "PUT /pay/v1/limits": { readonly body: LimitsWanted; readonly answer: LimitsShown };
  readonly "DELETE /pay/v1/limits/raising": { readonly body: undefined; readonly answer: LimitsShown };
  readonly "POST /pay/v1/posters": { readonly body: PosterWanted; readonly answer: Poster };
  readonly "GET /pay/v1/posters": { readonly body: undefined; readonly answer: PosterPage };
  readonly "GET /pay/v1/payee": { readonly body: undefined; readonly answer: OtherSide };
  readonly "GET /pay/v1/photos/{photo}": { readonly body: undefined; readonly answer: undefined };
  readonly "GET /pay/v1/passkeys": { readonly body: undefined; readonly answer: readonly PaymentPasskey[] };
  readonly "POST /pay/v1/passkeys/add/start": { readonly body: ConfirmedByPasskey; readonly answer: PaymentCeremony };
  readonly "POST /pay/v1/passkeys/add/finish": { readonly body: PaymentPasskeyMade; readonly answer: PaymentPasskey };
  readonly "POST /pay/v1/passkeys/{id}/remove": { readonly body: ConfirmedByPasskey; readonly answer: undefined };
  readonly "POST /pay/v1/passkeys/{id}/lost": { readonly body: undefined; readonly answer: undefined };
  readonly "GET /pay/v1/posters/{id}": { readonly body: undefined; readonly answer: PosterOnScreen };
  readonly "DELETE /pay/v1/posters/{id}": { readonly body: undefined; readonly answer: undefined };
  readonly "GET /pay/v1/session": { readonly body: undefined; readonly answer: SessionShown };
  readonly "DELETE /pay/v1/session": { readonly body: undefined; readonly answer: undefined };
  readonly "GET /pay/v1/sessions": { readonly body: undefined; readonly answer: readonly SessionShown[] };
  readonly "DELETE /pay/v1/sessions": { readonly body: undefined; readonly answer: undefined };
  readonly "DELETE /pay/v1/sessions/{id}": { readonly body: undefined; readonly answer: undefined };
  readonly "POST /pay/v1/sessions/till": { readonly body: TillWanted; readonly answer: GivenWalletToken };
  readonly "POST /pay/v1/posters/{id}/pay": { readonly body: PosterPaymentWanted; readonly answer: Payment };
  readonly "POST /pay/v1/cards": { readonly body: CardWanted; readonly answer: CardMade };
  readonly "GET /pay/v1/cards/payee": { readonly body: undefined; readonly answer: OtherSide };
  readonly "GET /pay/v1/tallies": { readonly body: undefined; readonly answer: TallyPage };
  readonly "GET /pay/v1/tallies/{id}": { readonly body: undefined; readonly answer: TallyAsked };
  readonly "POST /pay/v1/tallies/{id}/decline": { readonly body: undefined; readonly answer: TallyAsked };
  readonly "GET /pay/v1/tallies/owed": { readonly body: undefined; readonly answer: OwedPage };
  readonly "POST /pay/v1/tallies/{id}/pay": { readonly body: ConfirmedByPasskey; readonly answer: TransferDone };
  readonly "GET /pay/v1/posters/{id}/poster.svg": { readonly body: undefined; readonly answer: undefined };
  readonly "GET /pay/v1/posters/{id}/poster.pdf": { readonly body: undefined; readonly answer: undefined };
  readonly "POST /pay/v1/posters/read": { readonly body: Scanned; readonly answer: PosterRead };
  readonly "POST /pay/v1/charges/{id}/refund": { readonly body: RefundWanted; readonly answer: Charge };
  readonly "POST /pay/v1/sign-in/link": { readonly body: LinkSpent; readonly answer: GivenWalletToken };
  readonly "POST /pay/v1/sign-in/passkey/start": { readonly body: PaymentSignInStart; readonly answer: PaymentCeremony };
  readonly "POST /pay/v1/sign-in/passkey/finish": { readonly body: PaymentSignInFinish; readonly answer: GivenWalletToken };
  readonly "POST /pay/v1/sandbox/play-money": { readonly body: PlayMoneyWanted; readonly answer: TransferDone };
  readonly "GET /pay/v1/events": { readonly body: undefined; readonly answer: undefined };
  readonly "POST /pay/v1/transfers": { readonly body: TransferWanted; readonly answer: TransferDone };
  readonly "GET /pay/v1/house": { readonly body: undefined; readonly answer: PayHouse };
  readonly "GET /pay/v1/me": { readonly body: undefined; readonly answer: WalletOwnerShown };
}
