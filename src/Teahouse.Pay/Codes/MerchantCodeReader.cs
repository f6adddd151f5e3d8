using System.Globalization;

namespace Teahouse.Pay.Codes;

/// <summary>
/// Reads merchant-presented codes of anybody: form and checksum are demanded, whatever else departs from the specification is told and read
/// all the same, because hardly any national scheme keeps to it.
/// </summary>
internal static class MerchantCodeReader {
    /// <summary>Names the templates of ours.</summary>
    public const string OurScheme = "org.teahouse.pay";

    private const int PayloadCharsMax = 512;

    private static readonly string[] Mandatory = ["52", "53", "58", "59", "60"];
    private static readonly (string Id, int Most)[] Longest = [("54", 13), ("59", 25), ("60", 15), ("61", 10)];

    /// <summary>Reads a payload as it was scanned.</summary>
    /// <exception cref="MalformedCodeException">Its form or its checksum is wrong.</exception>
    public static MerchantCode Read(string payload) {
        if (payload.Length > PayloadCharsMax) throw new MalformedCodeException($"longer than {PayloadCharsMax} characters");
        var objects = EmvObjects.Read(payload);
        var unusual = new List<string>();
        Check(payload, objects, unusual);
        var values = objects.ToDictionary(o => o.Id, o => o.Value);
        var (extra, names) = (Template(values, "62", unusual), Template(values, "64", unusual));
        foreach (var (id, _) in objects.Where(o => IsTemplate(o.Id))) CheckScheme(Template(values, id, unusual), id, unusual);
        Look(values, extra, unusual);
        var currency = Number(values.GetValueOrDefault("53"));
        return new() {
            Payee = Payee(values), OtherSchemes = [.. Schemes(values).Where(s => s != OurScheme)], IsDynamic = values.GetValueOrDefault("01") == "12", Currency = currency, Amount = Amount(values, currency, unusual),
            Category = values.GetValueOrDefault("52"), Country = values.GetValueOrDefault("58"), Name = values.GetValueOrDefault("59"), City = values.GetValueOrDefault("60"),
            Local = names.GetValueOrDefault("01") is { } name ? new(names.GetValueOrDefault("00", "ZH"), name, names.GetValueOrDefault("02")) : null,
            Bill = extra.GetValueOrDefault("01"), Reference = extra.GetValueOrDefault("05"), AsksWhoPays = extra.ContainsKey("09"), Unusual = unusual,
        };
    }

    private static void Check(string payload, IReadOnlyList<EmvObject> objects, List<string> unusual) {
        if (objects is not [.., { Id: "63", Value.Length: 4 }]) throw new MalformedCodeException("63 is not last");
        var (crc, said) = (EmvCrc.Of(payload[..^4]), payload[^4..]);
        if (!crc.Equals(said, StringComparison.OrdinalIgnoreCase)) throw new MalformedCodeException("CRC differs", isMisread: true);
        if (crc != said) unusual.Add("CRC in lower case");
        if (objects[0] is not { Id: "00", Value: "01" }) unusual.Add("00 is not first");
    }

    private static void Look(Dictionary<string, string> values, Dictionary<string, string> extra, List<string> unusual) {
        unusual.AddRange(Mandatory.Where(id => !values.ContainsKey(id)).Select(id => $"mandatory {id} absent"));
        if (!values.Keys.Any(IsAccount)) unusual.Add("no account to pay to");
        if (values.TryGetValue("01", out var initiation) && initiation is not ("11" or "12")) unusual.Add("01 is not 11 or 12");
        foreach (var (id, most) in Longest) {
            if (values.TryGetValue(id, out var value) && value.Length > most) unusual.Add($"{id} longer than {most}");
        }
        if (extra.TryGetValue("09", out var asked) && (asked.Any(c => c is not ('A' or 'M' or 'E')) || asked.Distinct().Count() != asked.Length)) unusual.Add("62.09 invalid");
    }

    private static void CheckScheme(Dictionary<string, string> template, string id, List<string> unusual) {
        if (template.GetValueOrDefault("00") is { Length: > 32 }) unusual.Add($"{id}.00 longer than 32");
    }

    private static bool IsTemplate(string id) => string.CompareOrdinal(id, "26") >= 0 && string.CompareOrdinal(id, "51") <= 0 || string.CompareOrdinal(id, "80") >= 0;

    private static bool IsAccount(string id) => string.CompareOrdinal(id, "02") >= 0 && string.CompareOrdinal(id, "51") <= 0;

    private static Dictionary<string, string> Template(Dictionary<string, string> values, string id, List<string> unusual) {
        if (!values.TryGetValue(id, out var text)) return [];
        try {
            return EmvObjects.Read(text).ToDictionary(o => o.Id, o => o.Value);
        } catch (MalformedCodeException e) {
            unusual.Add($"{id}: {e.Message}");
            return [];
        }
    }

    // National schemes that came late stand behind 80 as well; what is unreadable was told when all were looked at.
    private static IEnumerable<string> Schemes(Dictionary<string, string> values) =>
        values.Keys.Where(id => IsAccount(id) || IsTemplate(id)).Order(StringComparer.Ordinal).Select(id => IsTemplate(id) ? Template(values, id, []).GetValueOrDefault("00") : id).OfType<string>();

    // Reading our own template quietly: what is wrong with it was told when all were looked at.
    private static string? Payee(Dictionary<string, string> values) =>
        values.Where(v => IsTemplate(v.Key) && string.CompareOrdinal(v.Key, "51") <= 0).Select(v => Template(values, v.Key, []))
            .FirstOrDefault(t => t.GetValueOrDefault("00") == OurScheme)?.GetValueOrDefault("01");

    private static long? Amount(Dictionary<string, string> values, long? currency, List<string> unusual) {
        if (!values.TryGetValue("54", out var said)) return null;
        if (currency is { } number && Iso4217.Find(number) is { } known && known.Minor(said) is { } minor) return minor;
        unusual.Add(currency is null ? "54 without 53" : "54 invalid");
        return null;
    }

    private static long? Number(string? text) =>
        text is { Length: 3 } && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
