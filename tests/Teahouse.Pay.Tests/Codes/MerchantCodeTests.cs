using CsCheck;
using Teahouse.Pay.Codes;
using Teahouse.Town;

namespace Teahouse.Pay.Tests.Codes;

public sealed class MerchantCodeTests {
    private static readonly MerchantCode Ours = new() {
        Payee = "tower-noodles", IsDynamic = true, Currency = 156, Amount = 2_850, Category = "5812", Country = "CN", Name = "Bell Tower Noodles", City = "Xian",
        Local = new("ZH", "钟楼面馆", "西安"), Bill = "T-4711",
    };

    public static TheoryData<string> Ids => [.. Examples.Read("emvco-mpm.json").EnumerateArray().Select(e => e.Text("id"))];

    [Theory, MemberData(nameof(Ids))]
    public void What_others_show_is_read_as_the_specification_has_it(string id) {
        var example = Examples.Read("emvco-mpm.json").EnumerateArray().Single(e => e.Text("id") == id);
        var said = example.GetProperty("emvco_errors").EnumerateArray().Select(e => e.GetString()!).ToArray();
        if (!example.GetProperty("tlv_ok").GetBoolean() || !example.GetProperty("crc_ok").GetBoolean()) {
            var refused = Assert.Throws<MalformedCodeException>(() => MerchantCodeReader.Read(example.Text("payload")));
            Assert.Contains(refused.Message, said);
            return;
        }
        var code = MerchantCodeReader.Read(example.Text("payload"));
        Assert.Equal(said.Order(), code.Unusual.Where(u => u != "no account to pay to").Order());
        var objects = example.GetProperty("objects");
        string? Object(string name) => objects.TryGetProperty(name, out var value) ? value.GetString() : null;
        Assert.Equal([Object("59"), Object("60"), Object("52"), Object("58")], [code.Name, code.City, code.Category, code.Country]);
        Assert.Equal(Object("01") == "12", code.IsDynamic);
        if (Object("54") is { } amount) Assert.Equal(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), code.Amount / (Object("53") == "704" ? 1m : 100m));
        else Assert.Null(code.Amount);
    }

    [Fact]
    public void A_name_in_its_own_letters_is_read_and_counted_by_characters() {
        var code = MerchantCodeReader.Read(Examples.Read("emvco-mpm.json")[0].Text("payload"));
        Assert.Equal(new LocalName("ZH", "最佳运输", "北京"), code.Local);
    }

    [Fact]
    public void What_we_write_is_read_again_word_for_word() {
        Assert.Equivalent(Ours, MerchantCodeReader.Read(MerchantCodeWriter.Write(Ours)), strict: true);
        var poster = Ours with { IsDynamic = false, Amount = null, Bill = null, Local = null };
        Assert.Equivalent(poster, MerchantCodeReader.Read(MerchantCodeWriter.Write(poster)), strict: true);
    }

    [Fact]
    public void We_write_nothing_that_the_specification_forbids() {
        (MerchantCode Code, string What)[] wrong = [
            (Ours with { Name = new('n', 26) }, "59 longer than 25"), (Ours with { Name = "钟楼" }, "59 has letters beyond ASCII"), (Ours with { City = new('c', 16) }, "60 longer than 15"),
            (Ours with { Category = null }, "mandatory 52 absent"), (Ours with { Currency = 999 }, "53 is no currency known here"), (Ours with { Payee = null }, "mandatory 26.01 absent"),
            (Ours with { Local = new("ZH", new('楼', 26), null) }, "64.01 longer than 25"), (Ours with { Bill = new('1', 26) }, "62.01 longer than 25"), (Ours with { Name = "" }, "value of 59 has 0 characters"),
        ];
        foreach (var (code, what) in wrong) Assert.Equal(what, Assert.Throws<MalformedCodeException>(() => MerchantCodeWriter.Write(code)).Message);
    }

    [Theory]
    [InlineData("98", 9_800), InlineData("98.", 9_800), InlineData("98.73", 9_873), InlineData("0.01", 1), InlineData("98,73", null), InlineData("3 705", null)]
    [InlineData("0", null), InlineData("0.00", null), InlineData("1.001", null), InlineData("1.0.0", null), InlineData(".5", null), InlineData("-1", null), InlineData("12345678901234", null)]
    public void Amounts_are_read_as_codes_have_them(string text, int? minor) => Assert.Equal(minor, Iso4217.Find(156)!.Minor(text));

    [Fact]
    public void A_payload_with_one_character_changed_is_refused() {
        var payload = MerchantCodeWriter.Write(Ours);
        Gen.Select(Gen.Int[0, payload.Length - 1], Gen.Char[' ', '~']).Where((at, to) => char.ToUpperInvariant(payload[at]) != char.ToUpperInvariant(to)).Sample(
            (at, to) => Assert.Throws<MalformedCodeException>(() => MerchantCodeReader.Read(payload[..at] + to + payload[(at + 1)..])), iter: Stories.Count(500));
    }

    [Fact]
    public void Whatever_is_scanned_is_read_or_refused() {
        var payload = MerchantCodeWriter.Write(Ours);
        Gen.Select(Gen.String, Gen.Int[0, payload.Length]).Sample((noise, at) => {
            foreach (var text in (string[])[noise, payload[..at] + noise + payload[at..], payload[..at], Sealed(payload[..at]), Sealed(payload[..^8] + noise)]) {
                try {
                    MerchantCodeReader.Read(text);
                } catch (MalformedCodeException) { }
            }
        }, iter: Stories.Count(500));
    }

    [Fact]
    public void Objects_of_whatever_letters_are_read_as_they_were_written() {
        var values = Gen.OneOf(Gen.Char[' ', '~'].Select(c => c.ToString()), Gen.Int[0x4E00, 0x9FFF].Select(char.ConvertFromUtf32), Gen.Int[0x20000, 0x2A6D0].Select(char.ConvertFromUtf32))
            .List[1, 99].Select(string.Concat);
        Gen.Select(Gen.Int[0, 99].Select(id => id.ToString("00")), values).List[0, 12].Sample(written => {
            var objects = written.DistinctBy(o => o.Item1).Select(o => new EmvObject(o.Item1, o.Item2)).ToList();
            Assert.Equal(objects, EmvObjects.Read(EmvObjects.Write(objects)));
        }, iter: Stories.Count(300));
    }

    private static string Sealed(string text) => text + "6304" + EmvCrc.Of(text + "6304");
}
