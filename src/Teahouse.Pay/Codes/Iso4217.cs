using System.Globalization;

namespace Teahouse.Pay.Codes;

/// <summary>A currency of ISO 4217.</summary>
/// <param name="Code">Three letters.</param>
/// <param name="Number">The number on codes and in the ledger.</param>
/// <param name="Decimals">How many digits its minor unit has.</param>
internal sealed record Iso4217(string Code, long Number, int Decimals) {
    private static readonly Iso4217[] Known = [
        new("CNY", 156, 2), new("EUR", 978, 2), new("USD", 840, 2), new("GBP", 826, 2), new("CHF", 756, 2), new("HKD", 344, 2), new("JPY", 392, 0),
        new("KRW", 410, 0), new("SGD", 702, 2), new("THB", 764, 2), new("VND", 704, 0), new("BRL", 986, 2), new("KHR", 116, 2), new("INR", 356, 2),
    ];

    /// <summary>The currency that a wallet has before anything else is named.</summary>
    public static Iso4217 OfHouse { get; } = Known[0];

    /// <summary>The currency of a number; null for one that is not known here.</summary>
    public static Iso4217? Find(long number) => Array.Find(Known, c => c.Number == number);

    /// <summary>The currency of a number that the ledger has.</summary>
    public static Iso4217 Of(long number) => Find(number) ?? throw new InvalidOperationException($"The ledger has money in {number}, which is no currency.");

    /// <summary>The currency of three letters; null for one that is not known here.</summary>
    public static Iso4217? Find(string code) => Array.Find(Known, c => c.Code == code);

    /// <summary>Reads an amount as codes have it: digits with at most one point, not zero, no more decimals than the currency has.</summary>
    /// <returns>Minor units; null for what is no amount.</returns>
    public long? Minor(string amount) {
        if (amount.Length is 0 or > 13 || amount.Any(c => c is not (>= '0' and <= '9' or '.')) || amount.Count(c => c == '.') > 1 || amount[0] == '.') return null;
        var value = decimal.Parse(amount.TrimEnd('.'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        for (var i = 0; i < Decimals; i++) value *= 10;
        return value == decimal.Truncate(value) && value is > 0 and <= PayLimits.MinorMax ? (long)value : null;
    }

    /// <summary>Writes an amount as codes have it: with all decimals of the currency.</summary>
    public string Amount(long minor) {
        decimal value = minor;
        for (var i = 0; i < Decimals; i++) value /= 10;
        return value.ToString($"F{Decimals}", CultureInfo.InvariantCulture);
    }
}
