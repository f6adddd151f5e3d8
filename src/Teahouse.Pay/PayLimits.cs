namespace Teahouse.Pay;

/// <summary>Every limit of Pay, with its unit and why it is what it is.</summary>
internal static class PayLimits {
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

    /// <summary>How often a chain is decided anew because another activation wrote first.</summary>
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

    /// <summary>Play money that the sandbox's bank gives at once (minor units): enough for a hotel, too little to look like wealth.</summary>
    public const long PlayMoneyMinorMax = 1_000_000;

    /// <summary>Entries on a page of an account's history where nobody says how many.</summary>
    public const int HistoryPageDefault = 50;

    /// <summary>Entries on one page of an account's history.</summary>
    public const int HistoryPageMax = 500;
}
