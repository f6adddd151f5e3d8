using Teahouse.Pay.Charges;
using Teahouse.Pay.Money;
using Teahouse.Pay.Statements;
using UglyToad.PdfPig;

namespace Teahouse.Pay.Tests.Statements;

/// <summary>What stands on a printed receipt, read back from the file.</summary>
public sealed class ReceiptPdfTests {
    private static readonly Face Shop = new("boat", "early", "虹桥面馆 Hongqiao Noodles", true);

    // Radicals that look like letters are the same glyph in the font, and the file names the glyph by the radical.
    private static readonly Dictionary<string, string> Letters = new() {
        ["\u2f45"] = "方", ["\u2f3f"] = "手", ["\u2faf"] = "面", ["\u2ed3"] = "长", ["\u2fa6"] = "金", ["\u2f00"] = "一", ["\u2f6c"] = "目", ["\u2f93"] = "见",
    };

    [Fact]
    public void A_printed_receipt_has_all_its_figures_and_its_Chinese_letters() {
        var receipt = Of(new("id", 1, "code", new(-55_300, "CNY"), new(0, "CNY"), 1_764_322_208_000, "7K4P22ABCD", null, Shop, "p", null, false), "face", new RefundShown("R2345ABCDE", new(1_000, "CNY"), 1_764_325_808_000));
        var text = Printed(receipt, "zh");
        foreach (var part in new[] { "-553.00CNY", "虹桥面馆HongqiaoNoodles", "收据号", "7K4P22ABCD", "已退R2345ABCDE", "10.00", "2025-11-2817:30:08+08:00", "下次是另一个。", "teahouse.example" }) {
            Assert.Contains(part, text, StringComparison.Ordinal);
        }
        Assert.Contains("payment", Printed(receipt, "en"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_payees_receipt_names_the_fee_and_what_of_it_came_back() {
        var paid = Of(new("id", 1, "code", new(1_000, "CNY"), new(0, "CNY"), 0, "7K4P22ABCD", null, Shop, "p", null, false), "payee") with { Fee = new(6, "CNY") };
        Assert.Contains("Feelefttothehouse0.06", Printed(paid, "en"), StringComparison.Ordinal);
        Assert.Contains("茶馆手续费0.06", Printed(paid, "zh"), StringComparison.Ordinal);
        Assert.Contains("Feebackfromthehouse0.06", Printed(paid with { Movement = paid.Movement with { Kind = "refund" } }, "en"), StringComparison.Ordinal);
        var fee = Printed(paid with { Fee = null, Movement = paid.Movement with { Kind = "fee", Face = null } }, "en");
        foreach (var part in new[] { "Thehouse", "feetothehouse", "Ofthepayment7K4P22ABCD" }) Assert.Contains(part, fee, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_without_letters_here_gives_way_to_the_handle_and_a_long_one_is_broken() {
        var movement = new Movement("id", 1, "transfer", new(20_000, "CNY"), new(20_000, "CNY"), 0, "7K4P22ABCD", new("@wei:teahouse.example", "\U0010FFFD", null), null, null, null, false);
        Assert.Contains("@wei:teahouse.example", Printed(Of(movement, "name"), "en"), StringComparison.Ordinal);
        // So does what somebody asked for, which then stands in the wallet only.
        Assert.Contains("HotpotonFriday", Printed(Of(movement with { Kind = "tally", Note = "Hotpot on Friday" }, "name"), "en"), StringComparison.Ordinal);
        Assert.NotEmpty(Printed(Of(movement with { Kind = "tally", Note = "\U0010FFFD" }, "name"), "en"));
        var name = string.Concat(Enumerable.Repeat("很长的名字 a long name ", 20));
        Assert.Contains(name.Replace(" ", "", StringComparison.Ordinal), Printed(Of(movement with { With = new("@wei:teahouse.example", name, null) }, "name"), "en"), StringComparison.Ordinal);
    }

    private static Receipt Of(Movement movement, string learned, params IReadOnlyList<RefundShown> refunds) => new(movement, learned, "7K4P22ABCD", refunds, null);

    private static string Printed(Receipt receipt, string language) {
        var bytes = ReceiptPdf.Draw(receipt, PaperWords.In(language), "teahouse.example", TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai"));
        Assert.InRange(bytes!.Length, 3_000, 200_000);
        using var document = PdfDocument.Open(bytes);
        return string.Concat(document.GetPages().Single().Letters.Select(l => Letters.GetValueOrDefault(l.Value, l.Value))).Replace(" ", "", StringComparison.Ordinal);
    }
}
