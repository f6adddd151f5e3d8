using Teahouse.Pay.Codes;

namespace Teahouse.Pay.Charges;

/// <summary>What is known of a one-time number, and of the phone that it was given to.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Phone">The phone's id.</param>
/// <param name="Key">The phone's key, opened.</param>
/// <param name="PhoneEnded">Whether that phone was ended.</param>
/// <param name="GivenAt">When the number was given out (milliseconds).</param>
/// <param name="Until">Until when it is good (milliseconds).</param>
/// <param name="Wrong">How many codes came with it and a wrong HMAC.</param>
/// <param name="IsSpent">Whether it was paid with, refused, or burned.</param>
/// <param name="WasRefused">Whether the charge that spent it was refused.</param>
/// <param name="OtherKeys">Keys of the person's other phones, also of those ended lately.</param>
internal sealed record KnownAlias(
    long Person, string Phone, byte[] Key, bool PhoneEnded, long GivenAt, long Until, long Wrong, bool IsSpent, bool WasRefused, IReadOnlyList<byte[]> OtherKeys);

/// <summary>Says what a code is worth. Pure: no clock, no disk.</summary>
internal static class CodeJudge {
    private const long StepMilliseconds = PayCode.StepSeconds * 1_000L;

    /// <summary>Judges a code whose one-time number is known.</summary>
    /// <param name="shown">What the till read.</param>
    /// <param name="alias">What is known of its number.</param>
    /// <param name="currency">ISO 4217, numeric.</param>
    /// <param name="amount">What is charged, in minor units.</param>
    /// <param name="now">Milliseconds since 1970.</param>
    /// <returns>Why not, in the payer's words; null for a good one.</returns>
    public static string? Refusal(ShownCode shown, KnownAlias alias, int currency, long amount, long now) {
        if (alias.Wrong >= PayLimits.WrongCodesPerAliasMax) return AttemptWord.Altered;
        if (alias.IsSpent) return alias.WasRefused ? AttemptWord.AlreadyRefused : AttemptWord.AlreadyUsed;
        var nowStep = now / StepMilliseconds;
        if (shown.StepUnder(alias.Key, currency, amount, nowStep) is not { } step) {
            return alias.OtherKeys.Any(key => shown.StepUnder(key, currency, amount, nowStep) is not null) ? AttemptWord.WrongDevice : AttemptWord.Altered;
        }
        if (alias.PhoneEnded) return AttemptWord.WrongDevice;
        if (step > nowStep + 1) return AttemptWord.ClockAhead;
        if (step >= nowStep - 1) return now < alias.Until ? null : AttemptWord.Expired;
        return (step + 2) * StepMilliseconds <= alias.GivenAt ? AttemptWord.ClockBehind : AttemptWord.Expired;
    }
}
