using System.Text.Json;
using Teahouse.Pay.Codes;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>A payee shows a code, and payers scan it.</summary>
public abstract class PosterTests(SharedHouse shared) {
    private const string PromptPay = "00020101021129370016A000000677010111011300668012345675802TH530376463046197";
    private const string Nobodys =
        "00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802JP5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A011223344998877070812345678630420EE";

    private WalletHouse House => shared.Wallets;

    [Fact]
    public async Task A_poster_is_read_paid_and_heard_of_and_each_side_learns_a_face_and_an_amount() {
        using var mei = await Payer.With(House, "mei-poster", 10_000);
        using var wang = await Verified("wang-poster", "钟楼面馆");
        var poster = (await wang.Wallet.MakePoster("摊位 3")).Is(200);
        await using var ear = await OpenStream.Of(wang.Wallet);
        var read = (await mei.Wallet.Scan(poster.Text("code"))).Is(200);
        Assert.Equal((poster.Text("id"), "摊位 3", "钟楼面馆"), (read.Text("poster"), read.Text("label"), read.Json.GetProperty("payee").GetProperty("name").GetString()));
        Assert.Equal((false, false, 50_000), (read.Json.GetProperty("paidBefore").GetBoolean(), read.Json.GetProperty("canHold").GetBoolean(), read.Json.GetProperty("leftToday").GetProperty("minor").GetInt64()));
        Assert.Equal(0, read.Json.GetProperty("unusual").GetArrayLength());
        var key = Guid.NewGuid();
        var paid = (await mei.PayPoster(poster.Text("id"), 1_850, key: key)).Is(200);
        Assert.Equal("paid", paid.Text("state"));
        // Sent again it is answered again, without a finger; for something else it is refused.
        Assert.Equal(paid.Body, (await mei.Wallet.AskToPayPoster(poster.Text("id"), 1_850, key)).Is(200).Body);
        (await mei.Wallet.AskToPayPoster(poster.Text("id"), 1_851, key)).Is(409, "idUsedOtherwise");
        (await mei.Wallet.AskToPayPoster(poster.Text("id"), 1_850, key, hold: true)).Is(409, "idUsedOtherwise");
        var heard = await ear.Next("charge");
        Assert.Equal((paid.Text("receipt"), "paid", poster.Text("id")), (heard.GetProperty("receipt").GetString(), heard.GetProperty("state").GetString(), heard.GetProperty("poster").GetString()));
        Assert.DoesNotContain("mei-poster", heard.GetRawText(), StringComparison.Ordinal);
        Assert.Equal((8_150, 1_850), (await mei.Wallet.Has(), await wang.Wallet.Has()));
        foreach (var (side, moved) in new[] { (mei, -1_850), (wang, 1_850) }) Assert.Equal(("poster", moved), (await side.Wallet.Moved()).Select(m => (m.Kind, m.Moved)).First());
        Assert.Equal(["poster"], (await mei.Wallet.Moved("?kind=poster")).Select(m => m.Kind));
        Assert.Empty(await mei.Wallet.Moved("?kind=code"));
        var month = (await wang.Wallet.Send("GET", $"/pay/v1/months/{DateTimeOffset.FromUnixTimeMilliseconds(paid.Json.GetProperty("at").GetInt64()):yyyy-MM}")).Is(200);
        Assert.Equal(["poster"], month.Json.GetProperty("kinds").EnumerateArray().Select(k => k.GetProperty("kind").GetString()));
        Assert.Equal(("face", "payee"), (await Learned(mei), await Learned(wang)));
        Assert.True((await mei.Wallet.Scan(poster.Text("code"))).Is(200).Json.GetProperty("paidBefore").GetBoolean());
        var listed = (await wang.Wallet.Send("GET", "/pay/v1/posters")).Is(200).Json.GetProperty("posters")[0];
        Assert.Equal((1, 1_850, "open"), (listed.GetProperty("count").GetInt64(), listed.GetProperty("sum").GetProperty("minor").GetInt64(), listed.GetProperty("state").GetString()));
        // It is a charge like any other: it can be given back.
        (await wang.Wallet.Once($"/pay/v1/charges/{paid.Text("id")}/refund", Guid.NewGuid(), new { amount = new { minor = 850, currency = "CNY" } })).Is(200);
        Assert.Equal((9_000, 1_000), (await mei.Wallet.Has(), await wang.Wallet.Has()));
    }

    [Fact]
    public async Task A_payee_who_is_new_and_private_can_be_held_for_ten_minutes_and_taken_back() {
        using var mei = await Payer.With(House, "mei-new", 10_000);
        using var wang = await Payer.With(House, "wang-new", 0);
        var poster = (await wang.Wallet.MakePoster()).Is(200);
        var read = (await mei.Wallet.Scan(poster.Text("code"))).Is(200);
        Assert.Equal((true, JsonValueKind.Null), (read.Json.GetProperty("canHold").GetBoolean(), read.Json.GetProperty("payee").GetProperty("name").ValueKind));
        var held = (await mei.PayPoster(poster.Text("id"), 700, hold: true)).Is(200);
        Assert.Equal(("held", 10_000, 0), (held.Text("state"), await mei.Wallet.Has(), await wang.Wallet.Has()));
        (await mei.Wallet.Send("POST", $"/pay/v1/payments/{held.Text("id")}/undo")).Is(200);
        Assert.Equal((10_000, 0), (await mei.Wallet.Has(), await wang.Wallet.Has()));
        Assert.Equal("held", (await mei.PayPoster(poster.Text("id"), 700, hold: true)).Is(200).Text("state"));
        await House.TenMinutesLater(mei);
        Assert.Equal((9_300, 700), (await mei.Wallet.Has(), await wang.Wallet.Has()));
        // Who was paid for good is known, and nothing is held for them.
        (await mei.PayPoster(poster.Text("id"), 700, hold: true)).Is(409, "cannotBeHeld");
    }

    [Fact]
    public async Task Posters_of_a_day_end_at_a_limit_also_where_many_are_paid_at_once() {
        using var mei = await Payer.With(House, "mei-daily", 200_000);
        using var wang = await Verified("wang-daily", "Daily Noodles");
        using var li = await Payer.With(House, "li-daily", 0);
        var posters = new[] { (await wang.Wallet.MakePoster("a")).Text("id"), (await wang.Wallet.MakePoster("b")).Text("id"), (await li.Wallet.MakePoster()).Text("id") };
        (await mei.PayPoster(posters[0], 50_001)).Is(409, "posterDayLimit");
        var asked = await Task.WhenAll(posters.Concat(posters).Select(async poster => {
            var key = Guid.NewGuid();
            return (Poster: poster, Key: key, Question: (await mei.Wallet.AskToPayPoster(poster, 12_500, key)).Is(403, "confirmationNeeded"));
        }));
        var heard = await Task.WhenAll(asked.Select(a => mei.Wallet.AskToPayPoster(a.Poster, 12_500, a.Key, proof: a.Question.Proof(mei.Device))));
        foreach (var refused in heard.Where(h => h.Status != 200)) Assert.Contains(refused.Code, new[] { "posterDayLimit", "passkeyRefused" });
        for (var paid = heard.Count(h => h.Status == 200); paid < 4; paid++) (await mei.PayPoster(posters[2], 12_500)).Is(200);
        Assert.Equal(150_000, await mei.Wallet.Has());
        (await mei.PayPoster(posters[1], 1)).Is(409, "posterDayLimit");
        // A code for one payment says its amount itself, and is not counted; tomorrow is another day.
        var bill = (await wang.Wallet.MakePoster(minor: 60_000)).Is(200);
        Assert.Equal(JsonValueKind.Null, (await mei.Wallet.Scan(bill.Text("code"))).Is(200).Json.GetProperty("leftToday").ValueKind);
        (await mei.PayPoster(bill.Text("id"), 60_000)).Is(200);
        await House.Later(mei, 86_400_000);
        (await mei.PayPoster(posters[1], 50_000)).Is(200);
    }

    [Fact]
    public async Task A_code_for_one_payment_is_paid_once_for_its_amount_and_in_its_time() {
        using var mei = await Payer.With(House, "mei-bill", 10_000);
        using var li = await Payer.With(House, "li-bill", 10_000);
        using var wang = await Payer.With(House, "wang-bill", 0);
        var bill = (await wang.Wallet.MakePoster("桌 9", 2_850, "table 9", 30)).Is(200);
        var code = MerchantCodeReader.Read(bill.Text("code"));
        Assert.Equal((true, 2_850L, "table 9", bill.Text("id")), (code.IsDynamic, code.Amount, code.Reference, code.Payee));
        Assert.Equal("table 9", (await mei.Wallet.Scan(bill.Text("code"))).Is(200).Text("reference"));
        (await mei.PayPoster(bill.Text("id"), 2_849)).Is(409, "posterAltered");
        (await mei.Wallet.Scan(MerchantCodeWriter.Write(code with { Amount = 28_500 }))).Is(409, "posterAltered");
        // What was taken back does not pay it.
        var held = (await mei.PayPoster(bill.Text("id"), 2_850, hold: true)).Is(200);
        (await li.PayPoster(bill.Text("id"), 2_850)).Is(409, "posterPaid");
        (await mei.Wallet.Send("POST", $"/pay/v1/payments/{held.Text("id")}/undo")).Is(200);
        var both = await Task.WhenAll(mei.PayPoster(bill.Text("id"), 2_850), li.PayPoster(bill.Text("id"), 2_850));
        Assert.Single(both, b => b.Status == 200);
        both.Single(b => b.Status != 200).Is(409, "posterPaid");
        (await li.Wallet.Scan(bill.Text("code"))).Is(409, "posterPaid");
        Assert.Equal((2_850, 17_150), (await wang.Wallet.Has(), await mei.Wallet.Has() + await li.Wallet.Has()));
        var late = (await wang.Wallet.MakePoster(minor: 100, minutes: 1)).Is(200);
        await House.Change($"UPDATE pay_poster SET until = until - 60000 WHERE id = '{late.Text("id")}'");
        (await li.Wallet.Scan(late.Text("code"))).Is(409, "posterExpired");
        (await li.PayPoster(late.Text("id"), 100)).Is(409, "posterExpired");
        // Where there is too little money it stays open, and nobody is told of it.
        using var poor = await Payer.With(House, "poor-bill", 100);
        var next = (await wang.Wallet.MakePoster(minor: 100)).Is(200);
        var key = Guid.NewGuid();
        var asked = (await poor.Wallet.AskToPayPoster(next.Text("id"), 100, key)).Is(403, "confirmationNeeded");
        (await poor.Pay(Guid.NewGuid(), "li-bill", 1)).Is(200);
        (await poor.Wallet.AskToPayPoster(next.Text("id"), 100, Guid.NewGuid())).Is(409, "fundsInsufficient");
        (await poor.Wallet.AskToPayPoster(next.Text("id"), 100, key, proof: asked.Proof(poor.Device))).Is(409, "fundsInsufficient");
        (await poor.Wallet.AskToPayPoster(next.Text("id"), 100, key)).Is(409, "fundsInsufficient");
        Assert.DoesNotContain((await wang.Wallet.Send("GET", "/pay/v1/charges")).Is(200).Json.GetProperty("charges").EnumerateArray(), c => c.GetProperty("state").GetString() == "refused");
        (await li.PayPoster(next.Text("id"), 100)).Is(200);
    }

    [Fact]
    public async Task What_cannot_be_paid_is_refused_by_its_name() {
        using var mei = await Payer.With(House, "mei-names", 10_000);
        using var wang = await Payer.With(House, "wang-names", 0);
        var poster = (await wang.Wallet.MakePoster()).Is(200);
        var (id, text) = (poster.Text("id"), poster.Text("code"));
        (await wang.Wallet.Scan(text)).Is(400, "payeeIsSelf");
        (await wang.PayPoster(id, 100)).Is(400, "payeeIsSelf");
        (await mei.Wallet.Scan(text[..^1] + (text[^1] == '0' ? '1' : '0'))).Is(400, "codeMisread");
        foreach (var noise in new[] { "", "https://example.org/pay", "0002", "\0", "𝕏", new string('9', 600), new string('x', 10_000) }) (await mei.Wallet.Scan(noise)).Is(400, "codeMalformed");
        (await mei.Wallet.Scan("790 000 000 000 208 781")).Is(400, "codeOfPayer");
        foreach (var (code, scheme) in new[] { (PromptPay, "PromptPay"), (Nobodys, null) }) {
            Assert.Equal(scheme, (await mei.Wallet.Scan(code)).Is(400, "codeForeign").Json.GetProperty("scheme").GetString());
        }
        (await mei.Wallet.Scan(MerchantCodeWriter.Write(MerchantCodeReader.Read(text) with { Payee = "tower-noodles" }))).Is(404, "posterUnknown");
        (await mei.PayPoster("22222222222222222222", 100)).Is(404, "posterUnknown");
        (await mei.PayPoster(id, 0)).Is(400, "amountInvalid");
        (await mei.Wallet.AskToPayPoster(id, 100, Guid.NewGuid(), currency: "EUR")).Is(400, "currencyUnknown");
        // Nobody else withdraws it; a till makes codes, and takes none back.
        (await mei.Wallet.Send("DELETE", $"/pay/v1/posters/{id}")).Is(404, "notFound");
        (await mei.Wallet.Send("GET", $"/pay/v1/posters/{id}/poster.svg")).Is(404, "notFound");
        (await wang.Wallet.Send("DELETE", $"/pay/v1/posters/{id}")).Is(204);
        (await wang.Wallet.Send("DELETE", $"/pay/v1/posters/{id}")).Is(204);
        (await mei.Wallet.Scan(text)).Is(409, "posterWithdrawn");
        (await mei.PayPoster(id, 100)).Is(409, "posterWithdrawn");
        Assert.Equal(10_000, await mei.Wallet.Has());
        foreach (var wrong in new object[] {
            new { label = "" }, new { label = " x" }, new { label = new string('x', 26) }, new { reference = "r" }, new { minutes = 5 },
            new { amount = new { minor = 1, currency = "CNY" }, reference = "桌" }, new { amount = new { minor = 1, currency = "CNY" }, minutes = 0 },
        }) (await wang.Wallet.Once("/pay/v1/posters", Guid.NewGuid(), wrong)).Is(400, "posterInvalid");
        (await wang.Wallet.MakePoster(minor: 1_000_000_000_000)).Is(400, "amountInvalid");
        var key = Guid.NewGuid();
        Assert.Equal((await wang.Wallet.MakePoster("x", key: key)).Is(200).Text("id"), (await wang.Wallet.MakePoster("x", key: key)).Is(200).Text("id"));
        (await wang.Wallet.MakePoster("y", key: key)).Is(409, "idUsedOtherwise");
    }

    [Fact]
    public async Task A_sticker_over_a_poster_is_paid_to_nobody_whom_it_names() {
        using var mei = await Payer.With(House, "mei-sticker", 10_000);
        using var wang = await Verified("wang-sticker", "Lao Wang");
        using var fox = await Payer.With(House, "fox-sticker", 0);
        var real = (await wang.Wallet.MakePoster()).Is(200).Text("code");
        var sticker = (await fox.Wallet.MakePoster("Lao Wang")).Is(200).Text("code");
        // It says that it is Lao Wang's, with a checksum that is right.
        var forged = MerchantCodeWriter.Write(MerchantCodeReader.Read(sticker) with { Name = "Lao Wang" });
        var read = (await mei.Wallet.Scan(forged)).Is(200).Json;
        Assert.Equal(JsonValueKind.Null, read.GetProperty("payee").GetProperty("name").ValueKind);
        Assert.Equal(("Lao Wang", false, true), (read.GetProperty("otherName").GetString(), read.GetProperty("paidBefore").GetBoolean(), read.GetProperty("canHold").GetBoolean()));
        var honest = (await mei.Wallet.Scan(real)).Is(200).Json;
        Assert.Equal(("Lao Wang", JsonValueKind.Null), (honest.GetProperty("payee").GetProperty("name").GetString(), honest.GetProperty("otherName").ValueKind));
        // A finger that confirmed Lao Wang confirms nobody else.
        var key = Guid.NewGuid();
        var asked = (await mei.Wallet.AskToPayPoster(MerchantCodeReader.Read(real).Payee!, 500, key)).Is(403, "confirmationNeeded");
        Assert.Equal("Lao Wang", asked.Json.GetProperty("confirms").GetProperty("payee").GetProperty("name").GetString());
        (await mei.Wallet.AskToPayPoster(MerchantCodeReader.Read(sticker).Payee!, 500, key, proof: asked.Proof(mei.Device))).Is(400, "ceremonyExpired");
        Assert.Equal((10_000, 0, 0), (await mei.Wallet.Has(), await wang.Wallet.Has(), await fox.Wallet.Has()));
    }

    [Fact]
    public async Task A_poster_is_drawn_as_a_picture_and_as_paper() {
        using var wang = await Verified("wang-paper", "西门小吃 West Gate");
        var id = (await wang.Wallet.MakePoster("摊位 7")).Is(200).Text("id");
        var shown = (await wang.Wallet.Send("GET", $"/pay/v1/posters/{id}")).Is(200).Json;
        Assert.Equal((id, 'M'), (shown.GetProperty("poster").GetProperty("id").GetString(), shown.GetProperty("qrPath").GetString()![0]));
        var svg = (await wang.Wallet.Send("GET", $"/pay/v1/posters/{id}/poster.svg")).Is(200);
        Assert.Equal("image/svg+xml", svg.Headers["Content-Type"]);
        Assert.Contains("西门小吃 West Gate", svg.Body, StringComparison.Ordinal);
        foreach (var size in new[] { "", "?size=a6", "?size=a5" }) {
            var pdf = (await wang.Wallet.Send("GET", $"/pay/v1/posters/{id}/poster.pdf{size}")).Is(200);
            Assert.StartsWith("%PDF-", pdf.Body, StringComparison.Ordinal);
        }
        (await wang.Wallet.Send("GET", $"/pay/v1/posters/{id}/poster.pdf?size=a0")).Is(400, "malformed");
    }

    [Fact]
    public async Task Who_leaves_takes_their_posters_with_them() {
        using var mei = await Payer.With(House, "mei-leaves", 10_000);
        using var wang = await Payer.With(House, "wang-leaves", 0);
        var poster = (await wang.Wallet.MakePoster()).Is(200);
        (await mei.PayPoster(poster.Text("id"), 100)).Is(200);
        await WalletHouse.Leave(wang.Chat);
        (await mei.Wallet.Scan(poster.Text("code"))).Is(404, "posterUnknown");
        (await mei.PayPoster(poster.Text("id"), 100)).Is(404, "posterUnknown");
    }

    /// <summary>What the other side of somebody's newest movement learned.</summary>
    private static async Task<string> Learned(Payer payer) {
        var newest = (await payer.Wallet.Send("GET", "/pay/v1/history")).Is(200).Json.GetProperty("movements")[0];
        return (await payer.Wallet.Send("GET", $"/pay/v1/receipts/{newest.GetProperty("number").GetInt64()}")).Is(200).Text("learned");
    }

    private async Task<Payer> Verified(string handle, string name) {
        var payer = await Payer.With(House, handle, 0);
        await House.Verify(payer, name);
        return payer;
    }
}

/// <summary>On one file.</summary>
[Collection(typeof(CodesOnOneFile))]
public sealed class SqlitePosterTests(SqliteHouse house) : PosterTests(house);

/// <summary>On a server.</summary>
[Collection(typeof(CodesOnAServer))]
public sealed class PostgreSqlPosterTests(PostgreSqlHouse house) : PosterTests(house);
