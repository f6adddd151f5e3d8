using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>What one sees of one's own money, and of nobody else's.</summary>
public sealed class HistoryTests {
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task History_comes_in_pages_the_newest_first_and_says_nothing_of_the_house(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 1_000);
        using var fox = await Payer.With(house, "fox", 1_000);
        await house.Register("li");
        for (var i = 1; i <= 4; i++) {
            (await mei.Pay(Guid.NewGuid(), "li", i)).Is(200);
            (await fox.Pay(Guid.NewGuid(), "li", 100)).Is(200);
        }
        var page = (await mei.Wallet.Send("GET", "/pay/v1/history?limit=2")).Is(200);
        Assert.Equal([(-4, 990), (-3, 994)], MoneyWords.Movements(page).Select(m => (m.Moved, m.Balance)));
        // What comes meanwhile moves no page, and a cursor counts what is one's own.
        (await mei.Pay(Guid.NewGuid(), "li", 5)).Is(200);
        Assert.Equal("3", page.Text("next"));
        page = (await mei.Wallet.Send("GET", "/pay/v1/history?limit=2&cursor=3")).Is(200);
        Assert.Equal([(-2, 997), (-1, 999)], MoneyWords.Movements(page).Select(m => (m.Moved, m.Balance)));
        page = (await mei.Wallet.Send("GET", $"/pay/v1/history?limit=2&cursor={page.Text("next")}")).Is(200);
        Assert.Equal([("playMoney", 1_000, 1_000, null)], MoneyWords.Movements(page));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, page.Json.GetProperty("next").ValueKind);
        Assert.Equal(6, (await mei.Wallet.Moved("?cursor=9223372036854775807&limit=500&currency=CNY")).Count());
        foreach (var query in new[] { "cursor=0", "cursor=-1", "cursor=x", "cursor=", "cursor=9223372036854775808", "cursor=%00", "limit=0", "limit=501", "limit=-1", "limit=1.5", "limit=" }) {
            (await mei.Wallet.Send("GET", $"/pay/v1/history?{query}")).Is(400, "malformed");
        }
        foreach (var currency in new[] { "XXX", "cny", "", "%00", "156" }) (await mei.Wallet.Send("GET", $"/pay/v1/history?currency={currency}")).Is(400, "currencyUnknown");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task Each_currency_stands_for_itself_and_each_person_sees_their_own(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind);
        using var mei = await Payer.With(house, "mei", 1_000);
        using var fox = await Payer.With(house, "fox", 0);
        const string nothing = """[{"balance":{"minor":0,"currency":"CNY"},"heldOut":{"minor":0,"currency":"CNY"},"heldIn":{"minor":0,"currency":"CNY"}}]""";
        Assert.Equal(nothing, (await fox.Wallet.Send("GET", "/pay/v1/balances")).Is(200).Body);
        Assert.Empty(await fox.Wallet.Moved());
        (await mei.Wallet.Play(Guid.NewGuid(), 70, "EUR")).Is(200);
        (await mei.Pay(Guid.NewGuid(), "li", 1)).Is(404, "payeeUnknown");
        // A question for somebody's finger leaves nothing in the other's wallet.
        (await mei.Wallet.AskToPay(Guid.NewGuid(), "fox", 5, "EUR")).Is(403, "confirmationNeeded");
        Assert.Equal(nothing, (await fox.Wallet.Send("GET", "/pay/v1/balances")).Is(200).Body);
        (await mei.Pay(Guid.NewGuid(), "fox", 5, "EUR")).Is(200);
        (await mei.Pay(Guid.NewGuid(), "fox", 66, "EUR")).Is(409, "fundsInsufficient");
        Assert.Equal(["1000 CNY", "65 EUR"], await Balances(mei));
        Assert.Equal(["0 CNY", "5 EUR"], await Balances(fox));
        Assert.Equal([("transfer", 5, 5, "@mei:localhost")], await fox.Wallet.Moved("?currency=EUR"));
        Assert.Empty(await fox.Wallet.Moved());
        Assert.Empty(await fox.Wallet.Moved("?currency=JPY"));
        await house.Audit();
    }

    private static async Task<IEnumerable<string>> Balances(Payer payer) => (await payer.Wallet.Send("GET", "/pay/v1/balances")).Is(200).Json.EnumerateArray()
        .Select(b => b.GetProperty("balance")).Select(b => $"{b.GetProperty("minor").GetInt64()} {b.GetProperty("currency").GetString()}");
}
