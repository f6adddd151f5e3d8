using System.Globalization;
using System.Text;

namespace Teahouse.Pay.Codes;

/// <summary>
/// The objects of a merchant-presented code: two digits of id, two digits of length, so many characters of value. EMVCo MPM v1.0 §3.2;
/// length counts characters, not bytes.
/// </summary>
internal static class EmvObjects {
    /// <summary>Reads one level of a payload or template.</summary>
    /// <exception cref="MalformedCodeException">An id or length that is none, a length of 00, a value that runs past the end, or an id twice.</exception>
    public static IReadOnlyList<EmvObject> Read(string text) {
        var runes = text.EnumerateRunes().ToArray();
        var objects = new List<EmvObject>();
        for (var at = 0; at < runes.Length;) {
            var (id, length) = (Digits(runes, at), Digits(runes, at + 2));
            if (id is null || length is null) throw new MalformedCodeException($"id/length not two digits at {at}");
            if (length == 0) throw new MalformedCodeException($"length 00 for {id:00}");
            if (at + 4 + length > runes.Length) throw new MalformedCodeException($"value of {id:00} runs past the end");
            var name = id.Value.ToString("00", CultureInfo.InvariantCulture);
            if (objects.Any(o => o.Id == name)) throw new MalformedCodeException($"{name} stands there twice");
            objects.Add(new(name, string.Concat(runes.AsSpan(at + 4, length.Value).ToArray())));
            at += 4 + length.Value;
        }
        return objects;
    }

    /// <summary>Writes objects one behind the other.</summary>
    /// <exception cref="MalformedCodeException">A value is empty or longer than 99 characters.</exception>
    public static string Write(IEnumerable<EmvObject> objects) {
        var text = new StringBuilder();
        foreach (var (id, value) in objects) {
            var length = value.EnumerateRunes().Count();
            if (length is 0 or > 99) throw new MalformedCodeException($"value of {id} has {length} characters");
            text.Append(CultureInfo.InvariantCulture, $"{id}{length:00}{value}");
        }
        return text.ToString();
    }

    private static int? Digits(Rune[] runes, int at) =>
        at + 1 < runes.Length && Digit(runes[at]) is { } tens && Digit(runes[at + 1]) is { } ones ? tens * 10 + ones : null;

    private static int? Digit(Rune rune) => rune.Value is >= '0' and <= '9' ? rune.Value - '0' : null;
}

/// <summary>One object of a merchant-presented code.</summary>
/// <param name="Id">Two digits.</param>
/// <param name="Value">1 to 99 characters.</param>
internal readonly record struct EmvObject(string Id, string Value);
