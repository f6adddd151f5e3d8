namespace Teahouse.Pay.Regimes;

/// <summary>Under which law the wallet runs, and what follows from it in figures. Fixed at first start: what was play money never becomes money.</summary>
/// <param name="Regime">Which.</param>
/// <param name="CreditLimit">How far below zero a person may go, in minor units: zero but under <see cref="Regime.MutualCredit"/>.</param>
public sealed record WalletLaw(Regime Regime, long CreditLimit = 0) {
    /// <summary>How far below zero a ring's member may go where nobody has decided it (minor units): ¥1,000.</summary>
    public const long CreditLimitDefault = 100_000;

    /// <summary>The largest limit that an operator may publish (minor units): ¥1,000,000, beyond which a typing error is likelier than a ring.</summary>
    public const long CreditLimitMax = 100_000_000;

    /// <summary>How regimes are called in settings and on the wire.</summary>
    public static IReadOnlyList<(string Word, Regime Regime)> Words { get; } = [
        ("sandbox", Regime.Sandbox), ("closed-loop", Regime.ClosedLoop), ("mutual-credit", Regime.MutualCredit), ("licensed-partner", Regime.LicensedPartner)];

    /// <summary>What can be done with money under it.</summary>
    internal IReadOnlyList<string> Verbs => [.. Verb.All.Where(v => v.Exists(this)).Select(v => v.Word)];

    /// <summary>How this one is called.</summary>
    public string Word => Words.First(w => w.Regime == Regime).Word;
}
