using System.Globalization;

namespace Teahouse.Pay.Codes;

/// <summary>Writes merchant-presented codes of ours, strictly by the specification.</summary>
internal static class MerchantCodeWriter {
    private const int NameCharsMax = 25;
    private const int CityCharsMax = 15;

    /// <summary>The payload, to be drawn in byte mode; with letters beyond ASCII, behind an ECI header for UTF-8 (EMVCo MPM v1.0 §4.12).</summary>
    /// <param name="code">Payee, category, currency, country, name and city must be there.</param>
    /// <exception cref="MalformedCodeException">Something is missing, too long, or in letters that its place does not allow.</exception>
    public static string Write(MerchantCode code) {
        var currency = Iso4217.Find(Needed(code.Currency, "53")) ?? throw new MalformedCodeException("53 is no currency known here");
        List<EmvObject> objects = [
            new("00", "01"),
            new("01", code.IsDynamic ? "12" : "11"),
            new("26", EmvObjects.Write([new("00", MerchantCodeReader.OurScheme), new("01", Needed(code.Payee, "26.01"))])),
            new("52", Ascii(Needed(code.Category, "52"), "52", 4)),
            new("53", currency.Number.ToString("000", CultureInfo.InvariantCulture)),
            .. code.Amount is { } minor ? [new EmvObject("54", currency.Amount(minor))] : Array.Empty<EmvObject>(),
            new("58", Ascii(Needed(code.Country, "58"), "58", 2)),
            new("59", Ascii(Needed(code.Name, "59"), "59", NameCharsMax)),
            new("60", Ascii(Needed(code.City, "60"), "60", CityCharsMax)),
            .. Extra(code),
            .. Local(code),
        ];
        var payload = EmvObjects.Write(objects) + "6304";
        return payload + EmvCrc.Of(payload);
    }

    private static IEnumerable<EmvObject> Extra(MerchantCode code) {
        List<EmvObject> extra = [];
        if (code.Bill is { } bill) extra.Add(new("01", Ascii(bill, "62.01", NameCharsMax)));
        if (code.Reference is { } reference) extra.Add(new("05", Ascii(reference, "62.05", NameCharsMax)));
        return extra.Count == 0 ? [] : [new("62", EmvObjects.Write(extra))];
    }

    private static IEnumerable<EmvObject> Local(MerchantCode code) {
        if (code.Local is not { } local) return [];
        List<EmvObject> names = [new("00", Ascii(local.Language, "64.00", 2)), new("01", Short(local.Name, "64.01", NameCharsMax))];
        if (local.City is { } city) names.Add(new("02", Short(city, "64.02", CityCharsMax)));
        return [new("64", EmvObjects.Write(names))];
    }

    private static T Needed<T>(T? value, string id) where T : struct => value ?? throw new MalformedCodeException($"mandatory {id} absent");

    private static string Needed(string? value, string id) => value ?? throw new MalformedCodeException($"mandatory {id} absent");

    private static string Ascii(string text, string id, int most) =>
        text.All(c => c is >= ' ' and <= '~') ? Short(text, id, most) : throw new MalformedCodeException($"{id} has letters beyond ASCII");

    private static string Short(string text, string id, int most) =>
        text.EnumerateRunes().Count() <= most ? text : throw new MalformedCodeException($"{id} longer than {most}");
}
