namespace Teahouse.Pay.Regimes;

/// <summary>Under which law a wallet runs. The words stand in the settings and on the wire.</summary>
public enum Regime {
    /// <summary>Play money, worth nothing: for trying everything.</summary>
    Sandbox,
    /// <summary>Money that buys from the house's own payees, and nothing else: not from person to person.</summary>
    ClosedLoop,
    /// <summary>Members owe each other down to a published limit; nothing is bought for money, and nothing is redeemed in it.</summary>
    MutualCredit,
    /// <summary>Money that somebody with a licence answers for.</summary>
    LicensedPartner,
}
