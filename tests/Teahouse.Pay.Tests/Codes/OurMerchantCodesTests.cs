using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Paper;
using Teahouse.Pay.Posters;

namespace Teahouse.Pay.Tests.Codes;

/// <summary>The merchant-presented codes that decoders which nobody here wrote read in tests/clients/pay-codes.test.mjs.</summary>
public sealed class OurMerchantCodesTests {
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly MerchantCode Poster = new() {
        Payee = "tower-noodles", Currency = 156, Category = "5812", Country = "CN", Name = "Bell Tower Noodles", City = "Xian",
    };

    private static IReadOnlyList<(string Id, MerchantCode Code)> All => [
        ("poster", Poster),
        ("poster in its own letters", Poster with { Local = new("ZH", "钟楼面馆", "西安") }),
        ("a bill", Poster with { IsDynamic = true, Amount = 2_850, Bill = "T-4711", Reference = "table 9" }),
        ("one fen", Poster with { IsDynamic = true, Amount = 1 }),
        ("a currency without parts", Poster with { IsDynamic = true, Amount = 553, Currency = 392, Country = "JP" }),
        ("everything as long as it may be", Poster with {
            IsDynamic = true, Amount = 9_999_999_999, Name = new('N', 25), City = new('C', 15), Bill = new('B', 25), Reference = new('R', 25), Local = new("ZH", new('楼', 25), new('城', 15)),
        }),
        ("what a verified payee shows", Made("Lao Wang", null, null)),
        ("what a verified payee of a Chinese name shows", Made("钟楼面馆", null, null)),
        ("what a private payee shows for one payment", Made(null, 2_850, "table 9")),
    ];

    // As payees make them: what is read again here is what the writer wrote.
    private static MerchantCode Made(string? name, long? amount, string? reference) {
        var row = new PosterRow("7K4P22TEAHQUSE234567", 1, 1, [], "Stall 3", amount, reference, 0, amount is null ? null : 1, null, null);
        var written = row.Written(PosterName.Of(new("lantern", "quiet", name, name is not null)), new("tea.example.org", new("https://tea.example.org"), new("https://pay.tea.example.org"), default, true));
        var code = MerchantCodeReader.Read(written);
        Assert.Equal(written, MerchantCodeWriter.Write(code));
        Assert.Empty(code.Unusual);
        return code;
    }

    /// <summary>TEAHOUSE_WRITE_CODES=1 writes the files anew.</summary>
    [Fact]
    public void The_committed_pictures_are_the_ones_that_we_draw() {
        var drawn = new JsonArray([.. All.Select(c => (c.Id, Payload: MerchantCodeWriter.Write(c.Code))).Select(c => (JsonNode)new JsonObject {
            ["id"] = c.Id, ["payload"] = c.Payload, ["path"] = QrPath.Of(c.Payload).Path, ["size"] = QrPath.Of(c.Payload).Size,
        })]);
        if (Environment.GetEnvironmentVariable("TEAHOUSE_WRITE_CODES") == "1") File.WriteAllText(Examples.PathOf("ours-qr.json"), drawn.ToJsonString(Readable) + "\n");
        Assert.True(JsonNode.DeepEquals(drawn, JsonNode.Parse(File.ReadAllText(Examples.PathOf("ours-qr.json")))),
            "tests/data/pay/ours-qr.json is stale. Write it anew: TEAHOUSE_WRITE_CODES=1 ./test Teahouse.Pay.Tests");
    }

    /// <summary>TEAHOUSE_WRITE_CODES=1 writes the file anew.</summary>
    [Fact]
    public void The_committed_codes_are_the_ones_that_we_write() {
        var written = new JsonArray([.. All.Select(c => (JsonNode)new JsonObject {
            ["id"] = c.Id, ["payload"] = MerchantCodeWriter.Write(c.Code), ["payee"] = c.Code.Payee, ["dynamic"] = c.Code.IsDynamic, ["currency"] = c.Code.Currency?.ToString("000"),
            ["amount"] = c.Code.Amount is { } minor ? Iso4217.Find(c.Code.Currency!.Value)!.Amount(minor) : null, ["category"] = c.Code.Category, ["country"] = c.Code.Country,
            ["name"] = c.Code.Name, ["city"] = c.Code.City, ["bill"] = c.Code.Bill, ["reference"] = c.Code.Reference, ["localName"] = c.Code.Local?.Name, ["localCity"] = c.Code.Local?.City,
        })]);
        if (Environment.GetEnvironmentVariable("TEAHOUSE_WRITE_CODES") == "1") File.WriteAllText(Examples.PathOf("ours-mpm.json"), written.ToJsonString(Readable) + "\n");
        Assert.True(JsonNode.DeepEquals(written, JsonNode.Parse(File.ReadAllText(Examples.PathOf("ours-mpm.json")))),
            "tests/data/pay/ours-mpm.json is stale. Write it anew: TEAHOUSE_WRITE_CODES=1 ./test Teahouse.Pay.Tests");
    }
}
