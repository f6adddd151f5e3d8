using Dapper;
using Teahouse.Host.Settings;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>Where the wallet stands: a host of its own, fixed at first start.</summary>
public sealed class PayAddressTests {
    private static readonly HouseSettings Nothing = new() {
        DataFolder = "./data", KeyFile = "./keys", Urls = ["http://127.0.0.1:9000"], MetricsUrls = [], TrustedProxies = [], RateLimits = true, Demo = false,
    };

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Theory]
    [InlineData("http://localhost:8008", null, "http://pay.localhost:8008")]
    [InlineData("https://tea.example", null, "https://pay.tea.example")]
    [InlineData("https://tea.example:8443", null, "https://pay.tea.example:8443")]
    [InlineData("https://app.tea.example", "https://money.tea.example", "https://money.tea.example")]
    [InlineData("https://tea.example", "https://purse.example:8443", "https://purse.example:8443")]
    [InlineData("http://localhost:8008", "http://purse.localhost:9009", "http://purse.localhost:9009")]
    public void It_stands_at_pay_before_the_apps_host_unless_another_is_said(string app, string? said, string wallet) =>
        Assert.Equal(wallet, Decide(app, said).GetLeftPart(UriPartial.Authority));

    [Theory]
    [InlineData("https://tea.example", "https://tea.example", "tea.example is the app's own host")]
    [InlineData("https://tea.example", "https://tea.example:8443", "tea.example is the app's own host")]
    [InlineData("https://tea.example", "https://TEA.example", "tea.example is the app's own host")]
    [InlineData("http://localhost:8008", "http://localhost:9000", "localhost is the app's own host")]
    [InlineData("https://app.tea.example", "https://tea.example", "the app's host app.tea.example lies within tea.example")]
    [InlineData("https://a.b.tea.example", "https://tea.example", "lies within tea.example")]
    [InlineData("https://tea.example", "http://pay.tea.example", "both https or both http")]
    [InlineData("http://192.0.2.7:8008", null, "the app's host 192.0.2.7 is a number")]
    public void Where_the_apps_pages_would_reach_it_it_cannot_stand(string app, string? said, string sentence) {
        var refusal = Assert.Throws<StartRefusedException>(() => Decide(app, said)).Message;
        Assert.StartsWith("--pay-url: ", refusal, StringComparison.Ordinal);
        Assert.Contains(sentence, refusal, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_start_with_another_is_refused_and_both_are_named(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await test.Open([.. OpenHouse.Migrations]);
        var stop = TestContext.Current.CancellationToken;
        var first = await Addresses.Settle(database, Nothing with { PublicUrl = new("https://tea.example"), PayUrl = new("https://purse.example") }, stop);
        Assert.Equal(new Uri("https://purse.example"), first.PayUrl);
        Assert.Equal(first, await Addresses.Settle(database, Nothing, stop));
        Assert.Equal(first, await Addresses.Recall(database, Nothing, stop));
        var other = await Assert.ThrowsAsync<StartRefusedException>(() => Addresses.Settle(database, Nothing with { PayUrl = new("https://pay.tea.example") }, stop));
        Assert.Contains("--pay-url was fixed as 'https://purse.example' at first start and cannot become 'https://pay.tea.example'", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task On_localhost_the_host_is_fixed_and_the_port_follows(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await test.Open([.. OpenHouse.Migrations]);
        var stop = TestContext.Current.CancellationToken;
        foreach (var port in new[] { 8050, 8051 }) {
            var settings = Nothing with { Urls = [$"http://localhost:{port}"] };
            Assert.Equal(new Uri($"http://pay.localhost:{port}"), (await Addresses.Settle(database, settings, stop)).PayUrl);
            Assert.Equal(new Uri($"http://pay.localhost:{port}"), (await Addresses.Recall(database, Nothing, stop)).PayUrl);
        }
        await Assert.ThrowsAsync<StartRefusedException>(() => Addresses.Settle(database, Nothing with { PayUrl = new("http://purse.localhost:8051") }, stop));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_house_that_is_older_than_its_wallet_is_given_one(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await test.Open([.. OpenHouse.Migrations]);
        var stop = TestContext.Current.CancellationToken;
        await Addresses.Settle(database, Nothing with { PublicUrl = new("https://tea.example") }, stop);
        await database.Write(new Write(Statement.Do("DELETE FROM host_fixed WHERE name = 'PayUrl'")), stop);
        Assert.Equal(new Uri("https://pay.tea.example"), (await Addresses.Settle(database, Nothing, stop)).PayUrl);
        Assert.Equal("https://pay.tea.example", await database.Read(c => c.QuerySingleAsync<string>("SELECT value FROM host_fixed WHERE name = 'PayUrl'"), stop));
    }

    private static Uri Decide(string app, string? said) => PayAddress.Decide(said is null ? null : PayAddress.Parse(said), null, new Uri(app));
}
