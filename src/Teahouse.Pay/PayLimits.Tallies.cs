namespace Teahouse.Pay;

// What is asked for in conversations.
internal static partial class PayLimits {
    /// <summary>How long somebody is asked for money in a conversation (milliseconds): a month, as bills have it.</summary>
    public const long TallyMilliseconds = 30L * 24 * 3600 * 1000;

    /// <summary>The most that is asked for at once (minor units): ¥50,000, a wedding's banquet.</summary>
    public const long TallyMinorMax = 5_000_000;

    /// <summary>People among whom a bill is split: five tables of a banquet.</summary>
    public const int TallyPartsMax = 50;

    /// <summary>Characters of what it is for.</summary>
    public const int TallyNoteCharsMax = 80;

    /// <summary>Tallies of one person that wait for somebody.</summary>
    public const int TalliesOpenMax = 50;

    /// <summary>How often one person is asked by the same other at once: more is pestering.</summary>
    public const int TalliesOfOneMax = 10;

    /// <summary>Tallies that one person makes in a day: a treasurer's, and no fraud's who asks hundreds.</summary>
    public const int TalliesPerDayMax = 60;

    /// <summary>That day (milliseconds).</summary>
    public const long TallyDayMilliseconds = 24L * 3600 * 1000;

    /// <summary>How long a part may be on its way before the clock goes on with it (milliseconds).</summary>
    public const long TallyOnItsWayMilliseconds = 5_000;

    /// <summary>Seconds between two looks for parts that got stuck on their way.</summary>
    public const int SettleTalliesEverySeconds = 2;

    /// <summary>Tallies that one such look takes.</summary>
    public const int TalliesPerRoundMax = 200;

    /// <summary>Tallies on one page of a wallet.</summary>
    public const int TalliesPageMax = 20;

    /// <summary>Of those who have not paid theirs yet, how many a page of a wallet names for each tally: the conversation shows all.</summary>
    public const int TallyNamedMax = 5;
}
