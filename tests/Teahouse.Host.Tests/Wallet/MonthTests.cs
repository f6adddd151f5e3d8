using System.Globalization;
using System.Text.Json;
using Teahouse.Host.Tests.Guard;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests.Wallet;

/// <summary>A month of somebody's money, by the operator's calendar.</summary>
public sealed class MonthTests {
    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task A_month_is_the_operators_and_its_days_and_kinds_add_up(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, "Asia/Shanghai");
        using var mei = await Payer.With(house, "mei", 1_000);
        using var li = await Payer.With(house, "li", 0);
        foreach (var minor in new[] { 10, 20, 30 }) (await mei.Pay(Guid.NewGuid(), "li", minor)).Is(200);
        (await li.Pay(Guid.NewGuid(), "mei", 5)).Is(200);
        // The last millisecond of September in Shanghai, the first of October, the last day of October, and November.
        var times = new[] { "2026-09-30T15:59:59.999Z", "2026-09-30T16:00:00Z", "2026-10-31T12:00:00Z", "2026-10-31T15:00:00Z", "2026-10-31T16:00:00Z" };
        for (var i = 0; i < times.Length; i++) {
            await house.Change($"UPDATE pay_transfer SET at = {DateTimeOffset.Parse(times[i], CultureInfo.InvariantCulture).ToUnixTimeMilliseconds()} WHERE number = {i + 1}");
        }
        var october = await Month(mei, "2026-10");
        Assert.Equal(("2026-10", "Asia/Shanghai", "2026-09", "2026-11"), (october.Text("month"), october.Text("timeZone"), october.Text("before"), october.Text("after")));
        Assert.Equal((1_000, 940, 0, 60), (Minor(october.Json, "opening"), Minor(october.Json, "closing"), Minor(october.Json, "in"), Minor(october.Json, "out")));
        Assert.Equal(["transfer 0 60 3"], Kinds(october));
        Assert.Equal([(1, 0, 10), (31, 0, 50)], Days(october).Where(d => d is not (_, 0, 0)));
        Assert.Equal(31, Days(october).Count());
        var november = await Month(mei, "2026-11");
        Assert.Equal((940, 945, 5), (Minor(november.Json, "opening"), Minor(november.Json, "closing"), Minor(november.Json, "in")));
        var september = await Month(mei, "2026-09");
        Assert.Equal((JsonValueKind.Null, "playMoney 1000 0 1", 1_000L), (september.Json.GetProperty("before").ValueKind, Assert.Single(Kinds(september)), Minor(september.Json, "closing")));
        var none = await Month(mei, "2099-02", "?currency=EUR");
        Assert.Equal((0, 28, JsonValueKind.Null), (Minor(none.Json, "closing"), Days(none).Count(), none.Json.GetProperty("after").ValueKind));
        foreach (var month in new[] { "2026-13", "2026-1", "202610", "x", "1969-12", "9999-12", "2026-10-01" }) {
            (await mei.Wallet.Send("GET", $"/pay/v1/months/{month}")).Is(400, "malformed");
        }
        (await mei.Wallet.Send("GET", "/pay/v1/months/2026-10?currency=XXX")).Is(400, "currencyUnknown");
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Kinds), MemberType = typeof(TestDatabase))]
    public async Task The_time_zone_is_kept_until_another_is_said(DatabaseKind kind) {
        await using var house = await WalletHouse.Open(kind, "Asia/Shanghai");
        await using (var beside = await house.Beside()) Assert.Equal("Asia/Shanghai", Zone(beside));
        await using (var beside = await house.Beside("Europe/Zurich")) Assert.Equal("Europe/Zurich", Zone(beside));
        await using (var beside = await house.Beside()) Assert.Equal("Europe/Zurich", Zone(beside));
        await house.Change("UPDATE host_fixed SET value = 'Mars/Olympus' WHERE name = 'TimeZone'");
        Assert.Contains("'Mars/Olympus' is no time zone", (await Assert.ThrowsAsync<StartRefusedException>(() => house.Beside())).Message, StringComparison.Ordinal);
    }

    private static string Zone(HouseInProcess house) => ((TimeProvider)house.Services.GetService(typeof(TimeProvider))!).LocalTimeZone.Id;

    private static async Task<Heard> Month(Payer payer, string month, string query = "") => (await payer.Wallet.Send("GET", $"/pay/v1/months/{month}{query}")).Is(200);

    private static long Minor(JsonElement shown, string name) => shown.GetProperty(name).GetProperty("minor").GetInt64();

    private static IEnumerable<string> Kinds(Heard month) => month.Json.GetProperty("kinds").EnumerateArray()
        .Select(k => $"{k.GetProperty("kind").GetString()} {Minor(k, "in")} {Minor(k, "out")} {k.GetProperty("count").GetInt64()}");

    private static IEnumerable<(int, long, long)> Days(Heard month) =>
        month.Json.GetProperty("days").EnumerateArray().Select(d => (d.GetProperty("day").GetInt32(), Minor(d, "in"), Minor(d, "out")));
}
