using System.Text;

namespace Teahouse.Fuzz;

/// <summary>Spoils examples without knowing what they mean: for so many inputs as a test has time for.</summary>
internal sealed class Mutator(IReadOnlyList<byte[]> examples, Random random) {
    private const int BytesMax = 1 << 16;

    private static readonly byte[][] Pieces = [.. new[] {
        "{", "}", "[", "]", "\"", "\\", ":", ",", "null", "true", "0", "-1", "1.5", "1e999", "9007199254740992", "9223372036854775808", "\"\\ud800\"", "\\u0000", "\"\":",
        "\"type\":", "\"content\":", "\"*\"", "@a:b", "!a:b", "$a", "m.room.", "\r\n", ";", "/", "image/svg+xml", "%", "\u2028", "\U0001F375", "Ⅷ",
    }.Select(Encoding.UTF8.GetBytes)];

    /// <summary>The next input.</summary>
    public byte[] Next() {
        var input = Example().ToList();
        for (var n = random.Next(1, 9); n > 0 && input.Count < BytesMax; n--) Spoil(input);
        return [.. input];
    }

    private void Spoil(List<byte> input) {
        var at = random.Next(input.Count + 1);
        var length = random.Next(Math.Min(input.Count - at, 32) + 1);
        switch (random.Next(7)) {
            case 0 when at < input.Count: input[at] ^= (byte)(1 << random.Next(8)); break;
            case 1 when at < input.Count: input[at] = (byte)random.Next(256); break;
            case 2: input.RemoveRange(at, length); break;
            case 3: input.InsertRange(at, input.GetRange(at, length)); break;
            case 4: input.InsertRange(at, [.. Enumerable.Repeat(Pieces[random.Next(Pieces.Length)], random.Next(10) == 0 ? 100 : 1).SelectMany(p => p)]); break;
            case 5:
                var other = Example();
                var from = random.Next(other.Length + 1);
                input.InsertRange(at, other[from..]);
                break;
            default:
                input.RemoveRange(at, length);
                input.InsertRange(at, Pieces[random.Next(Pieces.Length)]);
                break;
        }
    }

    private byte[] Example() => examples[random.Next(examples.Count)];
}
