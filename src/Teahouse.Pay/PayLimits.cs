namespace Teahouse.Pay;

/// <summary>Every limit of Pay, with its unit and why it is what it is.</summary>
internal static partial class PayLimits {
    /// <summary>The largest amount and balance, in minor units: the largest integer that every JSON reader keeps whole (2^53 - 1).</summary>
    public const long MinorMax = (1L << 53) - 1;

    /// <summary>Transfers in a chain: a payment with its fee needs two, a bill that is split needs one for each at the table.</summary>
    public const int ChainTransfersMax = 64;

    /// <summary>Seconds that a pending transfer may hold money: a year, for deposits.</summary>
    public const long TimeoutSecondsMax = 366L * 24 * 3600;

    /// <summary>Transfers that one write of the ledger takes: from some hundred on, a larger one is hardly cheaper for each.</summary>
    public const int BatchTransfersMax = 1_000;

    /// <summary>Chains that may wait for the ledger before a caller is told that it is busy: half a second's work.</summary>
    public const int WaitingChainsMax = 20_000;

    /// <summary>Writes of the ledger that may be on their way to the disk while the next is decided.</summary>
    public const int BatchesOnTheWayMax = 2;

    /// <summary>Rounds in which ids are looked up after a batch was lost, maybe because of a used one: a lost batch costs some three rounds, so a twentieth at most.</summary>
    public const int RoundsAskedMax = 60;

    /// <summary>How often a chain is decided anew because another activation wrote first, or an id was used before.</summary>
    public const int AttemptsMax = 5;

    /// <summary>Accounts that the ledger keeps in memory: some 20 MB. Then it begins anew.</summary>
    public const int AccountsKeptMax = 200_000;

    /// <summary>Holds that the ledger keeps in memory: some 10 MB. Then it begins anew.</summary>
    public const int HoldsKeptMax = 100_000;

    /// <summary>Holds that one round expires.</summary>
    public const int ExpiredPerRoundMax = 500;

    /// <summary>Seconds between two looks for holds that have expired. A post that comes later is refused all the same.</summary>
    public const int ExpireEverySeconds = 1;

    /// <summary>How long a ledger is asked again whose server has died (seconds): longer than another takes to take it over.</summary>
    public const int TakeoverSeconds = 10;

    /// <summary>How long between two such questions (milliseconds).</summary>
    public const int AskedAgainMilliseconds = 100;

    /// <summary>How long a link from the app into the wallet waits (milliseconds): as long as a login token.</summary>
    public const int LinkMilliseconds = 120_000;

    /// <summary>How long a person stays signed in to their wallet (days); a payment passkey signs in anew with one touch.</summary>
    public const int WalletSessionDays = 30;

    /// <summary>How long a till stays signed in (days): it stands there, and takes nothing.</summary>
    public const int TillSessionDays = 365;

    /// <summary>Wallet sessions of one person; the oldest ends when another begins.</summary>
    public const int SessionsMax = 50;

    /// <summary>How long after the sign-in by a link the first payment passkey may be made (minutes).</summary>
    public const int FirstPasskeyMinutes = 10;

    /// <summary>Payment passkeys of one person.</summary>
    public const int PasskeysMax = 20;

    /// <summary>How long a passkey ceremony waits for its answer (minutes); the browser's own dialogue ends sooner.</summary>
    public const int CeremonyMinutes = 5;

    /// <summary>Ceremonies before sign-in that wait at once; some 20 MiB. The oldest go first, so that a flood shortens the wait and shuts nobody out.</summary>
    public const int CeremoniesMax = 20_000;

    /// <summary>Ceremonies of one person that wait at once.</summary>
    public const int CeremoniesPerPersonMax = 20;

    /// <summary>Characters of a token that a client may send; ours have 43.</summary>
    public const int TokenCharsMax = 256;

    /// <summary>Characters of the name of a session or a passkey.</summary>
    public const int NameCharsMax = 200;

    /// <summary>Characters of a verified payee's name: what fits on a phone beside an amount.</summary>
    public const int PayeeNameCharsMax = 40;

    /// <summary>Bytes of a verified payee's picture: what a phone shows at once, and a command line takes from nobody else.</summary>
    public const int PayeePhotoBytesMax = 256 * 1024;

    /// <summary>Play money that the sandbox's bank gives at once (minor units): enough for a hotel, too little to look like wealth.</summary>
    public const long PlayMoneyMinorMax = 1_000_000;

    /// <summary>Entries on a page of an account's history where nobody says how many.</summary>
    public const int HistoryPageDefault = 50;

    /// <summary>Entries on one page of an account's history.</summary>
    public const int HistoryPageMax = 500;

    /// <summary>Movements that one request looks through for what is sought; then it says how far it looked.</summary>
    public const int HistoryLookedMax = 4_000;

    /// <summary>Characters of what is sought.</summary>
    public const int SearchCharsMax = 100;

    /// <summary>Characters from which on a word may be a part of a receipt number: fewer are in too many by chance.</summary>
    public const int SearchReceiptCharsMin = 4;

    /// <summary>Words of what is sought that count.</summary>
    public const int SearchWordsMax = 8;

    /// <summary>Days of one statement: a year.</summary>
    public const int StatementDaysMax = 366;

    /// <summary>Movements in one statement: some 20 MB as XML, written in memory.</summary>
    public const int StatementMovementsMax = 20_000;

    /// <summary>Refunds that a printed receipt lists: what a page has room for. The receipt in the wallet has all.</summary>
    public const int ReceiptRefundsMax = 8;

    /// <summary>Characters of a name in camt.053 (Max140Text).</summary>
    public const int CamtNameCharsMax = 140;

    /// <summary>For how long after a payment it can be disputed (milliseconds): 90 days, in which a statement has been read.</summary>
    public const long DisputeOpenMilliseconds = 90L * 24 * 3600 * 1000;

    /// <summary>How long the payee is waited for before the house may decide (milliseconds): a week, with a weekend in it.</summary>
    public const long DisputeAnswerMilliseconds = 7L * 24 * 3600 * 1000;

    /// <summary>Characters of what somebody says in a dispute: half a page.</summary>
    public const int DisputeWordsCharsMax = 1_000;

    /// <summary>Disputes that one payer has open at once.</summary>
    public const int DisputesOpenMax = 20;

    /// <summary>Disputes in one list; the newest of a person, the oldest of those that the operator decides.</summary>
    public const int DisputesShownMax = 100;

    /// <summary>Looks of the house that a dispute is shown with, the first ones.</summary>
    public const int DisputeLooksShownMax = 100;

    /// <summary>One-time numbers that a phone has at hand: so many openings without network, then the oldest is shown again.</summary>
    public const int AliasesPerPhone = 16;

    /// <summary>How long a one-time number is good (days): as long as a journey without network.</summary>
    public const int AliasDays = 7;

    /// <summary>How long ended phones and old one-time numbers are remembered (days), so that their owner is told which it was.</summary>
    public const int RevokedDays = 30;

    /// <summary>Wrong codes with one number before it is burned: three guesses at six digits, six with open and exact amounts, are 1.8 in 100,000.</summary>
    public const int WrongCodesPerAliasMax = 3;

    /// <summary>Time steps around now in which a code is recognised as one of a wrong time: an hour to each side, 482 HMACs in the worst case.</summary>
    public const int CodeStepsKnownMax = 120;

    /// <summary>What goes at once by a code where the person has chosen nothing (minor units): ¥200, what China's central bank calls small.</summary>
    public const long PaymentMinorDefault = 20_000;

    /// <summary>What goes in a day by codes where the person has chosen nothing (minor units): ¥1,000, of the same rule.</summary>
    public const long DayMinorDefault = 100_000;

    /// <summary>What goes in a day to unverified payees while the phone cannot be asked, and by a code from a picture (minor units): ¥100.</summary>
    public const long OfflineDayMinorMax = 10_000;

    /// <summary>How long after a debit the next code needs a finger (milliseconds): wherever a fraud in a video call was counted, it was three in a row.</summary>
    public const long SoonAfterMilliseconds = 180_000;

    /// <summary>How long a phone is asked (milliseconds): what a queue bears. No answer is a refusal.</summary>
    public const long AskMilliseconds = 20_000;

    /// <summary>Questions that wait for one person at once.</summary>
    public const int AsksWaitingMax = 3;

    /// <summary>How long what is held can be undone (milliseconds).</summary>
    public const long HoldMilliseconds = 600_000;

    /// <summary>After how long the ledger frees what is held although nobody has decided (seconds): a month without this server.</summary>
    public const long HeldInLedgerSeconds = 30L * 24 * 3600;

    /// <summary>How often a charge is decided anew because another was decided at the same time.</summary>
    public const int ChargeAttemptsMax = 8;

    /// <summary>How long a charge may be on its way before somebody else than its request brings it to the ledger (milliseconds).</summary>
    public const long ChargeOnItsWayMilliseconds = 3_000;

    /// <summary>Seconds between two looks for charges whose time has come.</summary>
    public const int SettleEverySeconds = 1;

    /// <summary>Charges that one such look takes.</summary>
    public const int SettledPerRoundMax = 500;

    /// <summary>Codes that may have been guessed, of one payee in an hour; then it waits. One more for each of so many that were paid.</summary>
    public const int GuessesPerHourMax = 10;

    /// <summary>How many paid charges in an hour allow a payee one wrong code more: a canteen's customers mistype, too.</summary>
    public const int ChargesPerGuess = 5;

    /// <summary>Attempts that are kept for a person; the oldest go.</summary>
    public const int AttemptsKeptMax = 500;

    /// <summary>Charges and attempts on one page.</summary>
    public const int ChargesPageMax = 50;

    /// <summary>How much longer a question waits, once, when the payer reaches for the payment passkey (milliseconds): the device's own dialogue takes its time.</summary>
    public const long ConfirmMilliseconds = 30_000;

    /// <summary>The most that a person may let go at once without a finger (minor units): ¥1,000, what China's central bank allows one factor in a day.</summary>
    public const long PaymentMinorMax = 100_000;

    /// <summary>The most that a person may let go in a day without a finger (minor units): ¥5,000, of the same rule for two.</summary>
    public const long DayMinorMax = 500_000;

    /// <summary>After how long raised limits hold (milliseconds): a day, so that whoever holds a stolen phone does not.</summary>
    public const long RaisingMilliseconds = 86_400_000;

    /// <summary>Streams and waiting tills of one wallet on one server; the oldest ends when another begins.</summary>
    public const int StreamsPerWalletMax = 20;

    /// <summary>News that wait for a stream that is too slow; the oldest go.</summary>
    public const int NewsKeptMax = 100;

    /// <summary>How often a stream says hello, and its door makes itself known again (seconds): less than proxies wait.</summary>
    public const int HelloEverySeconds = 15;

    /// <summary>After how long a door that says nothing is forgotten (seconds): two rounds and a little.</summary>
    public const int DoorForgottenSeconds = 35;

    /// <summary>How long a till may wait for a charge (seconds): longer than the payer is asked, less than proxies wait.</summary>
    public const int ChargeWaitSecondsMax = 25;

    /// <summary>How long money stands on a card (milliseconds); what nobody has taken by then goes back.</summary>
    public const long CardMilliseconds = 24L * 3600 * 1000;

    /// <summary>The largest red packet (minor units): ¥200, a present and no way around a transfer.</summary>
    public const long PacketMinorMax = 20_000;

    /// <summary>Shares of a red packet.</summary>
    public const int PacketSharesMax = 100;

    /// <summary>Characters of a room's id: what Matrix allows.</summary>
    public const int RoomIdCharsMax = 255;

    /// <summary>Cards of one person that are not over.</summary>
    public const int CardsOpenMax = 200;

    /// <summary>How long a card may be on its way before the clock goes on with it (milliseconds).</summary>
    public const long CardOnItsWayMilliseconds = 5_000;

    /// <summary>Seconds between two looks for cards whose day is over.</summary>
    public const int SettleCardsEverySeconds = 2;

    /// <summary>Cards that one such look takes.</summary>
    public const int CardsPerRoundMax = 200;

    /// <summary>After how long a freeze ends that was asked to by the recovery code (milliseconds): a day, in which every open wallet is told and can freeze again.</summary>
    public const long ThawMilliseconds = 86_400_000;

    /// <summary>The same where the payment passkeys are gone and are forgotten then (milliseconds): a week, because from then on the way in is the chat's.</summary>
    public const long ThawAnewMilliseconds = 7 * ThawMilliseconds;

    /// <summary>Characters of a freeze code: 60 random bits, more than anybody guesses at the rate of sign-ins; and it can only freeze.</summary>
    public const int FreezeCodeChars = 12;

    /// <summary>What goes in a day from one payer to posters, all together (minor units): ¥500, what China's central bank allows static codes whatever confirms them.</summary>
    public const long PosterDayMinorMax = 50_000;

    /// <summary>The largest amount of a code for one payment (minor units): what an EMVCo code has room for, 13 characters.</summary>
    public const long PosterMinorMax = 999_999_999_999;

    /// <summary>Codes of one payee that may be paid: a market hall with a poster at each stall, and its bills of the day.</summary>
    public const int PostersOpenMax = 200;

    /// <summary>How long a code for one payment may be paid where nobody says (minutes): a day.</summary>
    public const int PosterMinutesDefault = 24 * 60;

    /// <summary>The longest (minutes): a month, as bills have it.</summary>
    public const int PosterMinutesMax = 31 * 24 * 60;

    /// <summary>Characters of what a payee calls a poster, and of the reference on a bill: as many as an EMVCo code takes.</summary>
    public const int PosterLabelCharsMax = 25;

    /// <summary>Characters of what somebody scanned: more than any QR code holds is none.</summary>
    public const int ScannedCharsMax = 4_296;
}
