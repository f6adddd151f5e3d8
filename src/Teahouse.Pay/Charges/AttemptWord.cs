namespace Teahouse.Pay.Charges;

/// <summary>What became of a code, in the words that the payer is told. They stand in rows.</summary>
internal static class AttemptWord {
    /// <summary>Its one-time number was paid with before: a photograph, or the same picture twice.</summary>
    public const string AlreadyUsed = "code_already_used";

    /// <summary>Its one-time number was refused before, and is spent by that: the phone has not heard of it yet.</summary>
    public const string AlreadyRefused = "code_already_refused";

    /// <summary>It is from another phone of theirs, or one that was ended.</summary>
    public const string WrongDevice = "code_wrong_device";

    /// <summary>It was shown too long ago.</summary>
    public const string Expired = "code_expired";

    /// <summary>The phone's clock is ahead.</summary>
    public const string ClockAhead = "clock_ahead";

    /// <summary>The phone's clock is behind: it says a time at which the one-time number was not yet given out.</summary>
    public const string ClockBehind = "clock_behind";

    /// <summary>A digit or the amount is not what the phone showed.</summary>
    public const string Altered = "code_altered";

    /// <summary>It needs the payment passkey, and the phone could not be asked.</summary>
    public const string NeedsConfirmation = "needs_confirmation";

    /// <summary>Nothing goes out of the wallet.</summary>
    public const string Frozen = "wallet_frozen";

    /// <summary>More than the person, or the rule for unverified payees, allows in a day.</summary>
    public const string LimitDay = "limit_day";

    /// <summary>The phone was asked, and nobody answered.</summary>
    public const string NotAnswered = "not_answered";

    /// <summary>The phone was asked, and they said no.</summary>
    public const string RefusedByPayer = "refused_by_payer";

    /// <summary>There was not enough money.</summary>
    public const string FundsInsufficient = "funds_insufficient";

    /// <summary>The payee can hold no more.</summary>
    public const string PayeeFull = "payee_full";

    /// <summary>Whether a new code helps, which is all that a payee is told.</summary>
    public static bool SaysAgain(string word) => word is Expired or ClockAhead or ClockBehind;

    /// <summary>Whether it may have been guessed.</summary>
    public static bool MayBeGuessed(string? word) => word is Altered;
}
