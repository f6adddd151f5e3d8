using System.Globalization;
using System.Text;

namespace Teahouse.Host.Tests.BadInput;

/// <summary>What strangers send instead of what they should.</summary>
internal static class Hostile {
    private const int DeepestThatIsRead = 64;
    private const int TooDeepForAnyStack = 10_000;

    /// <summary>JSON values of wrong types, beyond numbers and texts that anybody expects, and some that are no JSON.</summary>
    public static readonly string[] Values = [
        "null", "true", "false", "[]", "{}", "\"\"", "0", "-1", "1", "1.5", "-0", "1e3", "1e400", "-1e400", "1E-400", "65536", "2147483648",
        "9007199254740991", "9007199254740992", "-9007199254740992", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
        "1" + new string('0', 400), "0.1" + new string('1', 400), "[null]", "[[]]", "[{}]", "[1,\"a\",{}]", "{\"\":null}", "{\"a\":{\"a\":{\"a\":1}}}",
        "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"a\\udc00b\"", "\"\\ud83c\\udf75\"", "\"\\ufffe\\uffff\\u202e\"", "\"\\n\\r\\t\"", "\" \"",
        "\"..\"", "\"../../etc/passwd\"", "\"@\"", "\"@:\"", "\"!\"", "\"#\"", "\"$\"", "\"mxc://\"", "\"mxc://a/../b\"", "\"https://[\"", "\"m.\"", "\"*\"",
        "\"*?*?*?*?*?*?*?*?*?*?\"", "\"'; DROP TABLE talk_event; --\"", "\"ed25519:\"", "\"AAAA====\"", "\"\u0130\u0131\u1e9e\"",
        "NaN", "Infinity", "undefined", "'a'", "01", "+1", ".5", "1.", "0x10", "\"\\x\"", "\"\\u12\"", "\"", "tru", "/* a */ 1", "[1,]", "{\"a\":1,}", "{a:1}", "\"\n\"",
    ];

    /// <summary>Path segments, percent-encoded as they stand.</summary>
    public static readonly string[] Segments = [
        "", ".", "..", "%2e%2e", "%2E", "%2F", "%2f%2F", "a%2Fb", "..%2F..%2Fetc", "%00", "a%00b", "%ff%fe", "%ed%a0%80", "%c0%af", "%", "%zz", "%25", "%252F", "%0d%0aX-Evil:1",
        "%09", "%7f", "%F0%9F%8D%B5", "%e2%80%ae", "+", "*", ";a=b", "null", "-1", "0", "1.5", "9223372036854775808", "!", "@", "$", "%23", "!:", "@:", "%23:", "!a:", "@a:localhost:99999",
        "@:localhost", "@a:elsewhere.example", "!a:elsewhere.example", "%23a:elsewhere.example", "$a:elsewhere.example", "@a:localhost%00", "!%F0%9F%8D%B5:localhost",
        "@a:[::1", "@a:%5B::1%5D", "m.room.create", "m.", "'%22;--", "%5C", "{roomId}", "@nobody:localhost", "!nothing:localhost", "$nothing", "%23nowhere:localhost",
        new('x', 256), "@" + new string('x', 255) + ":localhost", "!" + new string('x', 4_000), string.Concat(Enumerable.Repeat("%F0%9F%8D%B5", 100)),
    ];

    /// <summary>Query values, percent-encoded as they stand.</summary>
    public static readonly string[] Queries = [
        "", "%00", "a%00b", "%ff", "%ed%a0%80", "-1", "0", "1.5", "1e3", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "1" + new string('0', 300), "NaN", "true", "TRUE", "maybe",
        "null", "f", "b", "{}", "%7B%7D", "%7B", "[]", "%5B%5D", "%22%22", "%7B%22room%22%3A1%7D", "%7B%22room%22%3A%7B%22timeline%22%3A%7B%22limit%22%3A-1%7D%7D%7D",
        "%7B%22event_fields%22%3A%5B%22a.b.c%5C%5C%22%5D%7D", "%7B%22room%22%3A%7B%22rooms%22%3A%5B%22%5Cud800%22%5D%7D%7D", "s1", "s0_0", "s-1_-1", "s1_1_1_1", "t1", "s99999999999999999999", "_", "%F0%9F%8D%B5", "%0d%0a", "..", new('y', 3_000),
        string.Concat(Enumerable.Repeat("%5B", 100)),
    ];

    /// <summary>Access tokens that nobody was given.</summary>
    public static readonly string[] Tokens = ["", " ", "garbage", "null", "Bearer", "a b", "'; --", new('t', 257), new('t', 4_000), "....", "%00", "=="];

    /// <summary>Content types.</summary>
    public static readonly string[] ContentTypes = [
        "text/plain", "application/x-www-form-urlencoded", "application/json; charset=utf-16", "application/json; charset=nonsense", "multipart/form-data; boundary=x", "x/y", "image/png", "image/svg+xml",
        "text/plain; a=\"\u2028\"", "video/mp4; a=\"é\"", ";", "image/",
    ];

    /// <summary>Values of Range.</summary>
    public static readonly string[] Ranges = ["bytes=0-", "bytes=-1", "bytes=5-2", "bytes=99999999999999999999-", "bytes=0-0,2-2,4-4", "bytes=", "apples=1-2", "bytes=9223372036854775807-"];

    // Beyond an event and a body of our own API, beyond a body of Matrix, and beyond those that may be longest.
    private static readonly int[] TooLong = [70_000, 70_000, 300_000, 300_000, 300_000, 5_000_000];

    /// <summary>A whole body that is no object, or none that anybody should read.</summary>
    public static byte[] Body(Random random) => random.Next(16) switch {
        0 => [],
        1 => "[]"u8.ToArray(),
        2 => "null"u8.ToArray(),
        3 => "\"text\""u8.ToArray(),
        4 => "{"u8.ToArray(),
        5 => "{}{}"u8.ToArray(),
        6 => "not json"u8.ToArray(),
        7 => Nested(DeepestThatIsRead + 1),
        8 => Nested(TooDeepForAnyStack),
        9 => [0xEF, 0xBB, 0xBF, .. "{}"u8],
        10 => [0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00],
        11 => "{\"a\":1,\"\\u0061\":2}"u8.ToArray(),
        12 => Noise(random),
        13 or 14 => Nested(random.Next(DeepestThatIsRead - 6, DeepestThatIsRead + 1)),
        _ => Encoding.UTF8.GetBytes($"{{\"a\":\"{new string('z', TooLong[random.Next(TooLong.Length)])}\"}}"),
    };

    private static byte[] Nested(int depth) =>
        Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", depth)) + "1" + new string('}', depth));

    /// <summary>A value that is large, deep or numerous, and JSON.</summary>
    public static string Large(Random random) => random.Next(5) switch {
        0 => $"\"{new string('x', random.Next(2) == 0 ? 256 : 66_000)}\"",
        1 => Encoding.UTF8.GetString(Nested(random.Next(DeepestThatIsRead - 10, DeepestThatIsRead))),
        2 => "[" + string.Join(',', Enumerable.Repeat("\"a\"", random.Next(2) == 0 ? 101 : 3_000)) + "]",
        3 => "{" + string.Join(',', Enumerable.Range(0, random.Next(2) == 0 ? 101 : 3_000).Select(i => string.Create(CultureInfo.InvariantCulture, $"\"k{i}\":{{}}"))) + "}",
        _ => $"\"{string.Concat(Enumerable.Repeat("\\u0000", 300))}\"",
    };

    private static byte[] Noise(Random random) {
        var noise = new byte[random.Next(1, 400)];
        random.NextBytes(noise);
        return noise;
    }
}
