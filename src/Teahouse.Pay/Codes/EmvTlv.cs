namespace Teahouse.Pay.Codes;

/// <summary>
/// BER-TLV as EMV cards and codes have it: tags keep the form in which they are printed (9F10), also where BER itself would have a
/// shorter one, which is why no ASN.1 library reads them. EMV Book 3, annex B.
/// </summary>
internal static class EmvTlv {
    /// <summary>Writes data objects one behind the other.</summary>
    public static byte[] Write(params EmvData[] objects) => [.. objects.SelectMany(o => (byte[])[.. Tag(o.Tag), .. Length(o.Value.Length), .. o.Value])];

    /// <summary>Reads one level.</summary>
    /// <exception cref="MalformedCodeException">A tag, a length or a value runs past the end.</exception>
    public static IReadOnlyList<EmvData> Read(ReadOnlySpan<byte> bytes) {
        var objects = new List<EmvData>();
        while (bytes.Length > 0) {
            var tag = ReadTag(ref bytes);
            var length = ReadLength(ref bytes);
            if (length > bytes.Length) throw new MalformedCodeException($"value of {tag:X} runs past the end");
            objects.Add(new(tag, bytes[..length].ToArray()));
            bytes = bytes[length..];
        }
        return objects;
    }

    private static IEnumerable<byte> Tag(int tag) => tag > 0xFF ? [(byte)(tag >> 8), (byte)(tag & 0xFF)] : [(byte)tag];

    private static IEnumerable<byte> Length(int length) => length switch {
        < 0x80 => [(byte)length],
        <= 0xFF => [0x81, (byte)length],
        _ => [0x82, (byte)(length >> 8), (byte)(length & 0xFF)],
    };

    // A first byte that ends in five ones says that another follows.
    private static int ReadTag(ref ReadOnlySpan<byte> bytes) {
        int tag = Next(ref bytes);
        return (tag & 0x1F) == 0x1F ? tag << 8 | Next(ref bytes) : tag;
    }

    private static int ReadLength(ref ReadOnlySpan<byte> bytes) {
        int length = Next(ref bytes);
        if (length < 0x80) return length;
        if (length is not (0x81 or 0x82)) throw new MalformedCodeException("a length of no form that codes have");
        var more = length == 0x82 ? Next(ref bytes) : (byte)0;
        return more << 8 | Next(ref bytes);
    }

    private static byte Next(ref ReadOnlySpan<byte> bytes) {
        if (bytes.IsEmpty) throw new MalformedCodeException("a data object runs past the end");
        var next = bytes[0];
        bytes = bytes[1..];
        return next;
    }
}

/// <summary>One data object.</summary>
/// <param name="Tag">As it is printed: 0x5A, 0x9F26.</param>
/// <param name="Value">Its bytes.</param>
internal readonly record struct EmvData(int Tag, byte[] Value);
