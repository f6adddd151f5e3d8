using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Events;

/// <summary>The one encoding of a JSON value that servers hash and sign (appendices, "Canonical JSON").</summary>
internal static class CanonicalJson {
    /// <summary>Characters after the <c>e</c> of a number: a sign and the two digits that 2^53 needs.</summary>
    private const int ExponentCharsMax = 3;

    private static readonly SearchValues<byte> Escaped = SearchValues.Create([.. Enumerable.Range(0, 0x20).Select(c => (byte)c), (byte)'"', (byte)'\\']);

    /// <summary>Encodes a value.</summary>
    /// <exception cref="MatrixRefusalException">M_BAD_JSON for what has no canonical form: fractions, numbers beyond 2^53 - 1,
    /// strings that are no Unicode text, a key twice, nesting deeper than <see cref="StrictJson.DepthMax"/>.</exception>
    public static byte[] Encode(JsonElement value) {
        var output = new ArrayBufferWriter<byte>();
        Write(output, value, 0);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Encodes an object without some of its members.</summary>
    /// <exception cref="MatrixRefusalException">As <see cref="Encode"/>.</exception>
    public static byte[] EncodeWithout(JsonElement obj, params string[] leftOut) {
        var output = new ArrayBufferWriter<byte>();
        WriteObject(output, obj, 0, leftOut);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Puts members whose values are encoded already together to an object.</summary>
    public static byte[] Compose(params IEnumerable<(string Name, byte[] Value)> members) {
        var output = new ArrayBufferWriter<byte>();
        output.Write("{"u8);
        foreach (var (name, value) in members.OrderBy(m => m.Name, ByCodePoint)) {
            if (output.WrittenCount > 1) output.Write(","u8);
            WriteText(output, name);
            output.Write(":"u8);
            output.Write(value);
        }
        output.Write("}"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Encodes a string.</summary>
    public static byte[] Text(string value) {
        var output = new ArrayBufferWriter<byte>();
        WriteText(output, value);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Encodes a list of strings.</summary>
    public static byte[] Texts(IReadOnlyList<string> values) {
        var output = new ArrayBufferWriter<byte>();
        output.Write("["u8);
        for (var i = 0; i < values.Count; i++) {
            if (i > 0) output.Write(","u8);
            WriteText(output, values[i]);
        }
        output.Write("]"u8);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Encodes a whole number.</summary>
    /// <exception cref="MatrixRefusalException">M_BAD_JSON beyond 2^53 - 1.</exception>
    public static byte[] Number(long value) =>
        value is >= -TalkLimits.IntegerMax and <= TalkLimits.IntegerMax ? Encoding.ASCII.GetBytes(value.ToString(CultureInfo.InvariantCulture))
        : throw Refused("A number is beyond 2^53 - 1.");

    private static void Write(ArrayBufferWriter<byte> output, JsonElement value, int depth) {
        switch (value.ValueKind) {
            case JsonValueKind.Object:
                WriteObject(output, value, depth, []);
                break;
            case JsonValueKind.Array:
                WriteArray(output, value, depth);
                break;
            case JsonValueKind.String:
                WriteString(output, value);
                break;
            case JsonValueKind.Number:
                output.Write(Number(Whole(value)));
                break;
            default:
                output.Write(JsonMarshal.GetRawUtf8Value(value));
                break;
        }
    }

    private static void WriteObject(ArrayBufferWriter<byte> output, JsonElement obj, int depth, string[] leftOut) {
        Deeper(ref depth);
        var members = new List<(string Name, JsonElement Value)>();
        foreach (var member in obj.EnumerateObject()) {
            var name = NameOf(member);
            if (Array.IndexOf(leftOut, name) < 0) members.Add((name, member.Value));
        }
        members.Sort((a, b) => ByCodePoint.Compare(a.Name, b.Name));
        output.Write("{"u8);
        for (var i = 0; i < members.Count; i++) {
            if (i > 0) {
                if (members[i].Name == members[i - 1].Name) throw Refused("A key stands twice in one object.");
                output.Write(","u8);
            }
            WriteText(output, members[i].Name);
            output.Write(":"u8);
            Write(output, members[i].Value, depth);
        }
        output.Write("}"u8);
    }

    private static void WriteArray(ArrayBufferWriter<byte> output, JsonElement array, int depth) {
        Deeper(ref depth);
        output.Write("["u8);
        var first = true;
        foreach (var item in array.EnumerateArray()) {
            if (!first) output.Write(","u8);
            first = false;
            Write(output, item, depth);
        }
        output.Write("]"u8);
    }

    private static void Deeper(ref int depth) {
        if (++depth > StrictJson.DepthMax) throw Refused($"It nests deeper than {StrictJson.DepthMax}.");
    }

    // What a client wrote without escapes is canonical as it stands, and most is.
    private static void WriteString(ArrayBufferWriter<byte> output, JsonElement text) {
        var raw = JsonMarshal.GetRawUtf8Value(text);
        if (!raw.Contains((byte)'\\') && Utf8.IsValid(raw)) output.Write(raw);
        else WriteText(output, TextOf(text));
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string text) {
        var utf8 = Encoding.UTF8.GetBytes(text).AsSpan();
        output.Write("\""u8);
        while (utf8.IndexOfAny(Escaped) is >= 0 and var at) {
            output.Write(utf8[..at]);
            WriteEscaped(output, utf8[at]);
            utf8 = utf8[(at + 1)..];
        }
        output.Write(utf8);
        output.Write("\""u8);
    }

    private static void WriteEscaped(ArrayBufferWriter<byte> output, byte c) => output.Write(c switch {
        (byte)'"' => "\\\""u8,
        (byte)'\\' => "\\\\"u8,
        (byte)'\b' => "\\b"u8,
        (byte)'\t' => "\\t"u8,
        (byte)'\n' => "\\n"u8,
        (byte)'\f' => "\\f"u8,
        (byte)'\r' => "\\r"u8,
        _ => Encoding.ASCII.GetBytes($"\\u{c:x4}"),
    });

    // 1e10 is a whole number in another notation, and the specification's own example; 1.0 is a float, whatever its value. A longer
    // exponent belongs to zero alone, and JSON's readers differ about it.
    private static long Whole(JsonElement number) {
        if (number.TryGetInt64(out var whole)) return whole;
        var raw = number.GetRawText();
        return raw.Length - raw.AsSpan().IndexOfAny('e', 'E') <= ExponentCharsMax + 1
            && !raw.Contains('.', StringComparison.Ordinal) && !raw.Contains('-', StringComparison.Ordinal) | raw.LastIndexOf('-') == 0
            && decimal.TryParse(raw, NumberStyles.AllowLeadingSign | NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value)
            && decimal.Abs(value) <= TalkLimits.IntegerMax
            ? (long)value : throw Refused("A number is no integer within 2^53 - 1.");
    }

    private static string NameOf(JsonProperty member) {
        try {
            return member.Name;
        } catch (InvalidOperationException) {
            throw Refused("A key is no Unicode text.");
        }
    }

    private static string TextOf(JsonElement text) {
        try {
            return text.GetString()!;
        } catch (InvalidOperationException) {
            throw Refused("A string is no Unicode text.");
        }
    }

    private static MatrixRefusalException Refused(string why) => MatrixError.BadJson(why).Thrown();

    /// <summary>Orders strings by code point, as their UTF-8 bytes do: surrogates stand behind all other characters.</summary>
    public static readonly Comparer<string> ByCodePoint = Comparer<string>.Create((a, b) => {
        var at = a.AsSpan().CommonPrefixLength(b);
        if (at == a.Length || at == b.Length) return a.Length.CompareTo(b.Length);
        var (surrogateA, surrogateB) = (char.IsSurrogate(a[at]), char.IsSurrogate(b[at]));
        return surrogateA == surrogateB ? a[at].CompareTo(b[at]) : surrogateA.CompareTo(surrogateB);
    });
}
