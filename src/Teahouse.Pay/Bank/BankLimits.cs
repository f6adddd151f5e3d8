namespace Teahouse.Pay.Bank;

/// <summary>Every limit of what goes between the house and its bank, with its unit and why it is what it is: a page beside that of <see cref="PayLimits"/>.</summary>
internal static class BankLimits {
    /// <summary>Characters of a name at a bank (the Max70Text of European transfers; the file itself has room for 140).</summary>
    public const int BankNameCharsMax = 70;

    /// <summary>Characters of what banks call a payment (Max35Text).</summary>
    public const int BankReferenceCharsMax = 35;

    /// <summary>Characters that are kept of what stands on a payment that is not understood: a remittance (140), a name (140) and a little.</summary>
    public const int BankWordsCharsMax = 300;

    /// <summary>Characters of a statement's file: some 20,000 entries of a talkative bank.</summary>
    public const long BankFileCharsMax = 64L * 1024 * 1024;

    /// <summary>Entries of a statement's file: a busy day of a city, and some 60 MB in memory.</summary>
    public const int BankFileEntriesMax = 20_000;

    /// <summary>How often an entry is judged anew because a person or another command was a moment faster.</summary>
    public const int BankEntryAttemptsMax = 5;

    /// <summary>Payments in one file for the bank: what every bank takes. What more waits goes into the next.</summary>
    public const int PayoutsPerBatchMax = 1_000;

    /// <summary>Money that one person may have on its way out at once, in pieces.</summary>
    public const int PayoutsOpenMax = 20;

    /// <summary>Pieces of money taken out in a person's list: the newest.</summary>
    public const int PayoutsShownMax = 100;

    /// <summary>Lines of what waits for the bank, and of what is not understood, in the operator's list: the oldest.</summary>
    public const int BankLinesShownMax = 200;

    /// <summary>How long it is remembered to which account money went (milliseconds): 90 days after it is over, in which a bank brings it back.</summary>
    public const long PayoutAccountKeptMilliseconds = 90L * 24 * 3600 * 1000;
}
