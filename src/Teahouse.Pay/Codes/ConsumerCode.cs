using System.Globalization;

namespace Teahouse.Pay.Codes;

/// <summary>A payer's code as it stands in a QR (EMVCo consumer-presented mode v1.0): base64 of BER-TLV around the eighteen digits.</summary>
/// <param name="Digits">The eighteen digits.</param>
/// <param name="Cryptogram">Eight more bytes of the HMAC, which a QR has room for.</param>
/// <param name="Step">The time step's last two bytes: which of the possible ones was meant.</param>
/// <param name="Amount">Minor units, where the code is good for one amount only.</param>
/// <param name="Currency">ISO 4217, numeric, with an amount.</param>
internal sealed record ConsumerCode(string Digits, byte[] Cryptogram, int Step, long? Amount, long? Currency) {
    private const int BytesMax = 512;
    private const int Indicator = 0x85, Template = 0x61, Opaque = 0x63;
    private const int Scheme = 0x4F, Label = 0x50, Pan = 0x5A;
    private const int Issuer = 0x9F10, Mac = 0x9F26, Counter = 0x9F36, ExactAmount = 0x9F02, ExactCurrency = 0x5F2A;

    private static readonly byte[] Version = [.. "CPV01"u8];

    // Proprietary and unregistered: such identifiers begin with F.
    private static readonly byte[] OurScheme = [0xF0, .. "TEAHOUSE"u8];

    /// <summary>The text of the QR.</summary>
    public string Write() {
        List<EmvData> opaque = [new(Issuer, [1]), new(Mac, Cryptogram), new(Counter, [(byte)(Step >> 8 & 0xFF), (byte)(Step & 0xFF)])];
        if (Amount is { } amount) opaque.AddRange([new(ExactAmount, Bcd(amount, 12)), new(ExactCurrency, Bcd(Currency!.Value, 4))]);
        var template = EmvTlv.Write(
            new(Scheme, OurScheme), new(Label, [.. "Teahouse"u8]), new(Pan, Convert.FromHexString(Digits)), new(Opaque, EmvTlv.Write([.. opaque])));
        return Convert.ToBase64String(EmvTlv.Write(new(Indicator, Version), new(Template, template)));
    }

    /// <summary>Reads what was scanned.</summary>
    /// <exception cref="MalformedCodeException">It is no consumer-presented code, or not one of ours.</exception>
    public static ConsumerCode Read(string text) {
        var bytes = new byte[BytesMax];
        if (!Convert.TryFromBase64String(text, bytes, out var length)) throw new MalformedCodeException("no base64 of at most 512 bytes");
        var payload = EmvTlv.Read(bytes.AsSpan(0, length));
        if (payload is not [{ Tag: Indicator } first, ..] || !first.Value.AsSpan().SequenceEqual(Version)) throw new MalformedCodeException("85 is not CPV01");
        foreach (var template in payload.Where(o => o.Tag == Template).Select(o => Values(o.Value))) {
            if (template.TryGetValue(Scheme, out var scheme) && scheme.AsSpan().SequenceEqual(OurScheme)) return Of(template);
        }
        throw new MalformedCodeException("no template of ours");
    }

    private static ConsumerCode Of(Dictionary<int, byte[]> template) {
        var opaque = Values(Needed(template, Opaque, null));
        var counter = Needed(opaque, Counter, 2);
        var amount = opaque.TryGetValue(ExactAmount, out var minor) ? Number(minor) : (long?)null;
        return new(Convert.ToHexString(Needed(template, Pan, PayCode.Length / 2)), Needed(opaque, Mac, 8), counter[0] << 8 | counter[1], amount,
            amount is null ? null : Number(Needed(opaque, ExactCurrency, 2)));
    }

    // Unknown tags are no mistake; one that stands there twice is.
    private static Dictionary<int, byte[]> Values(byte[] template) {
        var values = new Dictionary<int, byte[]>();
        foreach (var (tag, value) in EmvTlv.Read(template)) {
            if (!values.TryAdd(tag, value)) throw new MalformedCodeException($"{tag:X} stands there twice");
        }
        return values;
    }

    private static byte[] Needed(Dictionary<int, byte[]> values, int tag, int? length) =>
        values.TryGetValue(tag, out var value) && (length is null || value.Length == length)
            ? value : throw new MalformedCodeException(length is null ? $"{tag:X} is missing" : $"{tag:X} has not {length} bytes");

    private static byte[] Bcd(long number, int digits) {
        var text = number.ToString(new string('0', digits), CultureInfo.InvariantCulture);
        return text.Length == digits ? Convert.FromHexString(text) : throw new MalformedCodeException($"{number} has more than {digits} digits");
    }

    private static long Number(byte[] bcd) =>
        bcd.Length <= 6 && long.TryParse(Convert.ToHexString(bcd), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number : throw new MalformedCodeException("a number is not in decimal digits");
}
