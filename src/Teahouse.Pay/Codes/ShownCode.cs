namespace Teahouse.Pay.Codes;

/// <summary>A payer's code as a till has read it: typed or scanned digits, or a QR, which says more.</summary>
/// <param name="Code">The eighteen digits.</param>
/// <param name="More">What the QR says besides; null for digits.</param>
internal sealed record ShownCode(PayCode Code, ConsumerCode? More) {
    /// <summary>Characters of a code that is looked at: the base64 of what every reader of such codes must take.</summary>
    private const int CharsMax = 684;

    /// <summary>Reads a code.</summary>
    /// <exception cref="MalformedCodeException">It is none of ours.</exception>
    public static ShownCode Read(string text) {
        if (text.Length > CharsMax) throw new MalformedCodeException("longer than any code");
        if (text.All(c => char.IsAsciiDigit(c) || c == ' ')) return new(PayCode.Read(text), null);
        var more = ConsumerCode.Read(text);
        return new(PayCode.Read(more.Digits), more);
    }

    /// <summary>The time step nearest to now in which a key makes this code, for an open amount or exactly this one.</summary>
    /// <param name="key">A phone's.</param>
    /// <param name="currency">ISO 4217, numeric.</param>
    /// <param name="amount">What is charged, in minor units.</param>
    /// <param name="now">The time step that it is.</param>
    /// <returns>Null where it makes it at no time within an hour.</returns>
    public long? StepUnder(ReadOnlySpan<byte> key, int currency, long amount, long now) {
        for (var away = 0; away <= PayLimits.CodeStepsKnownMax; away++) {
            if (IsMadeAt(now - away, key, currency, amount)) return now - away;
            if (IsMadeAt(now + away, key, currency, amount)) return now + away;
        }
        return null;
    }

    private bool IsMadeAt(long step, ReadOnlySpan<byte> key, int currency, long amount) =>
        (More is null || More.Step == step % (1 << 16)) && (IsMadeFor(0, step, key, currency) || IsMadeFor(amount, step, key, currency));

    // The digits alone make a payment; where a QR says more, all of it must be true.
    private bool IsMadeFor(long amount, long step, ReadOnlySpan<byte> key, int currency) {
        var mac = PayCode.MacOf(key, Code.Alias, step, currency, amount);
        if (PayCode.Of(Code.Alias, mac) != Code) return false;
        return More is null || (More.Cryptogram.AsSpan().SequenceEqual(mac.AsSpan(8, 8)) && (More.Amount ?? 0) == amount && (More.Currency ?? currency) == currency);
    }
}
