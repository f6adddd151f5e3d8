using CsCheck;
using Teahouse.Pay.Codes;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.Codes;

public sealed class PayCodeTests {
    public static TheoryData<int> Vectors => [.. Enumerable.Range(0, Examples.Read("paycode.json").GetProperty("vectors").GetArrayLength())];

    [Theory, MemberData(nameof(Vectors))]
    public void A_code_is_made_as_version_1_has_it(int index) {
        var vector = Examples.Read("paycode.json").GetProperty("vectors")[index];
        long Number(string name) => vector.GetProperty(name).GetInt64();
        var step = PayCode.StepAt(DateTimeOffset.FromUnixTimeSeconds(Number("unix")));
        Assert.Equal(Number("step"), step);
        var mac = PayCode.MacOf(Convert.FromHexString(vector.Text("key")), Number("alias"), step, (int)Number("currency"), Number("amount"));
        Assert.Equal(vector.Text("hmac_hex"), Convert.ToHexStringLower(mac));
        var code = PayCode.Of(Number("alias"), mac);
        Assert.Equal(vector.Text("digits"), code.ToString());
        Assert.Equal(code, PayCode.Read(vector.Text("digits")));
        var isExact = Number("amount") > 0;
        var shown = new ConsumerCode(code.ToString(), mac[8..16], (int)(step % 65_536), isExact ? Number("amount") : null, isExact ? Number("currency") : null);
        Assert.Equal(vector.Text("cpm_base64"), shown.Write());
        Assert.Equivalent(shown, ConsumerCode.Read(vector.Text("cpm_base64")), strict: true);
    }

    [Theory]
    [InlineData("790 000 000 000 208 781", null), InlineData("79000000000020878", "a pay code has 18 digits"), InlineData("7900000000002087811", "a pay code has 18 digits")]
    [InlineData("79000000000020878x", "a pay code has 18 digits"), InlineData("780000000000208781", "a pay code begins with 79"), InlineData("790000000000208782", "a digit is wrong")]
    [InlineData("790000000000207881", "a digit is wrong"), InlineData("７９0000000000208781", "a pay code has 18 digits")]
    public void Typed_digits_are_read_or_refused_with_a_reason(string text, string? reason) {
        if (reason is null) Assert.Equal("790000000000208781", PayCode.Read(text).ToString());
        else Assert.Equal(reason, Assert.Throws<MalformedCodeException>(() => PayCode.Read(text)).Message);
    }

    [Fact]
    public void One_digit_mistyped_is_always_noticed() =>
        Gen.Select(Gen.Long[0, 999_999_999], Gen.Long[0, 999_999], Gen.Int[0, 17], Gen.Int[1, 9]).Sample((alias, mac, at, by) => {
            var digits = new PayCode(alias, mac).ToString();
            var mistyped = digits[..at] + (char)('0' + (digits[at] - '0' + by) % 10) + digits[(at + 1)..];
            Assert.Throws<MalformedCodeException>(() => PayCode.Read(mistyped));
        }, iter: Stories.Count(500));

    [Fact]
    public void Consumer_codes_of_others_are_told_from_ours() {
        foreach (var example in Examples.Read("emvco-cpm.json").EnumerateArray()) {
            Assert.Equal("no template of ours", Assert.Throws<MalformedCodeException>(() => ConsumerCode.Read(example.Text("payload"))).Message);
        }
    }

    [Fact]
    public void Data_objects_of_whatever_bytes_are_read_as_they_were_written() {
        var tags = Gen.OneOf(Gen.Int[1, 0xFE].Where(t => (t & 0x1F) != 0x1F), Gen.Select(Gen.Int[0, 7], Gen.Int[0, 0x7F]).Select((first, second) => (first << 5 | 0x1F) << 8 | second));
        Gen.Select(tags, Gen.OneOf(Gen.Byte.Array[0, 20], Gen.Byte.Array[120, 300])).List[0, 8].Sample(written => {
            var objects = written.Select(o => new EmvData(o.Item1, o.Item2)).ToArray();
            var read = EmvTlv.Read(EmvTlv.Write(objects));
            Assert.Equal(objects.Select(o => (o.Tag, Convert.ToHexString(o.Value))), read.Select(o => (o.Tag, Convert.ToHexString(o.Value))));
        }, iter: Stories.Count(300));
    }

    [Fact]
    public void Whatever_is_scanned_is_read_or_refused() {
        var bytes = Convert.FromBase64String(Examples.Read("paycode.json").GetProperty("vectors")[1].Text("cpm_base64"));
        Gen.Select(Gen.Byte.Array[0, 40], Gen.Int[0, bytes.Length], Gen.Int[0, bytes.Length]).Sample((noise, from, to) => {
            foreach (var spoilt in (byte[][])[noise, [.. bytes[..from], .. noise, .. bytes[to..]], [.. bytes[..20], .. noise]]) {
                try {
                    ConsumerCode.Read(Convert.ToBase64String(spoilt));
                } catch (MalformedCodeException) { }
            }
        }, iter: Stories.Count(2_000));
        Assert.Throws<MalformedCodeException>(() => ConsumerCode.Read("hQVDUFYw*"));
        Assert.Throws<MalformedCodeException>(() => ConsumerCode.Read(Convert.ToBase64String(new byte[600])));
    }
}
