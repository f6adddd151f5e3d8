using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>Finding again what moved: by whom, how much, what kind, which way and when, and never by what is not shown.</summary>
public sealed class HistorySearchTests {
    private const long Day = 86_400_000;

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task What_is_shown_of_a_movement_finds_it_and_nothing_else_does(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        var (mei, phone, wang) = await house.Scene("search", verified: true);
        using var both = mei;
        using var till = wang;
        var wei = await house.Register("wei");
        await wei.Do("PUT", $"profile/{wei.UserId}/displayname", new { displayname = "Wei 阿伟" });
        (await mei.Pay(Guid.NewGuid(), "wei", 1_250)).Is(200);
        (await mei.Pay(Guid.NewGuid(), "wei", 700)).Is(200);
        (await wang.Wallet.Charge(phone.Qr(), 1_200)).Is(201);
        Assert.Equal([-700, -1_250], await Found(mei, "q=阿伟"));
        Assert.Equal([-700, -1_250], await Found(mei, "q=WEI"));
        Assert.Equal([-700], await Found(mei, "q=wei+7"));
        Assert.Equal([-1_200, -1_250], await Found(mei, "q=¥12"));
        Assert.Equal([-1_250], await Found(mei, "q=12.50"));
        Assert.Equal([-1_200], await Found(mei, "q=noodles+search"));
        Assert.Equal([-1_200], await Found(mei, "kind=code"));
        Assert.Equal([10_000], await Found(mei, "direction=in"));
        Assert.Equal([-1_250], await Found(mei, "direction=out&q=wei&limit=500&q2=x&kind=transfer&cursor=2"));
        Assert.Empty(await Found(mei, "kind=redPacket"));
        // Neither side of a code is found by what the other is called: it is not shown.
        Assert.Empty(await Found(mei, "q=wang"));
        Assert.Empty(await Found(wang, "q=mei"));
        var face = (await wang.Wallet.Send("GET", "/pay/v1/history")).Is(200).Json.GetProperty("movements")[0].GetProperty("face");
        Assert.Equal([1_200], await Found(wang, $"q={face.GetProperty("adjective").GetString()}+{face.GetProperty("avatar").GetString()}"));
        var receipt = (await mei.Wallet.Send("GET", "/pay/v1/history?kind=code")).Is(200).Json.GetProperty("movements")[0].GetProperty("receipt").GetString()!;
        Assert.Equal([1_200], await Found(wang, $"q={receipt[2..].ToLowerInvariant()}"));
        foreach (var query in new[] { $"q={new string('x', 101)}", "kind=gift", "direction=up", "from=2026-13-01", "to=28.11.2026", "from=", "from=0001-01-01", "to=9999-12-31", "kind=" }) {
            (await mei.Wallet.Send("GET", $"/pay/v1/history?{query}")).Is(400, "malformed");
        }
        foreach (var query in new[] { "q=", "q=%00", "q=%25", "q='", "q=¥", "q=-", "q=,", "from=2030-01-01&to=2020-01-01" }) (await mei.Wallet.Send("GET", $"/pay/v1/history?{query}")).Is(200);
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Days_narrow_it_and_pages_go_on_where_the_last_one_stopped(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, "Etc/UTC");
        using var mei = await Payer.With(house, "mei", 1_000);
        using var fox = await Payer.With(house, "fox", 1_000);
        await house.Register("li");
        for (var i = 1; i <= 6; i++) {
            (await mei.Pay(Guid.NewGuid(), "li", i)).Is(200);
            (await fox.Pay(Guid.NewGuid(), "li", 50)).Is(200);
        }
        // As if the transfers had been some on each of the last days: numbers 3 to 14 are the twelve payments.
        await house.Change($"UPDATE pay_transfer SET at = at - {Day} * ((14 - number) / 4)");
        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().DateTime);
        Assert.Equal([-6, -5], await Found(mei, $"from={today:yyyy-MM-dd}"));
        Assert.Equal([-4, -3], await Found(mei, $"from={today.AddDays(-1):yyyy-MM-dd}&to={today.AddDays(-1):yyyy-MM-dd}"));
        Assert.Equal([-2, -1, 1_000], await Found(mei, $"to={today.AddDays(-2):yyyy-MM-dd}"));
        var page = (await mei.Wallet.Send("GET", $"/pay/v1/history?direction=out&limit=2&to={today.AddDays(-1):yyyy-MM-dd}")).Is(200);
        Assert.Equal([-4, -3], MoneyWords.Movements(page).Select(m => m.Moved));
        page = (await mei.Wallet.Send("GET", $"/pay/v1/history?direction=out&limit=2&cursor={page.Text("next")}")).Is(200);
        Assert.Equal([-2, -1], MoneyWords.Movements(page).Select(m => m.Moved));
        Assert.Equal([7, 6, 5, 4, 3, 2], (await mei.Wallet.Send("GET", "/pay/v1/history?kind=transfer")).Is(200).Json.GetProperty("movements").EnumerateArray()
            .Select(m => m.GetProperty("number").GetInt64()));
    }

    private static async Task<IEnumerable<long>> Found(Payer payer, string query) => (await payer.Wallet.Moved("?" + query)).Select(m => m.Moved);
}
