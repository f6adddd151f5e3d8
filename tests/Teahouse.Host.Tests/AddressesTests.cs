using CsCheck;
using Teahouse.Host.Serving;
using Teahouse.Host.Settings;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>What the house is called and where it stands.</summary>
public sealed class AddressesTests {
    private static readonly HouseSettings Nothing = new() {
        DataFolder = "./data", KeyFile = "./keys", Urls = ["http://127.0.0.1:9000"], MetricsUrls = [], TrustedProxies = [], RateLimits = true, Demo = false,
    };

    private static readonly StoredAddresses FirstStart = new(null, null, null);
    private static readonly StoredAddresses OfTea = new("tea.example", "https://tea.example", "https://pay.tea.example");

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Fact]
    public void On_localhost_the_port_follows_the_urls_and_anybody_may_sign_up() {
        var house = Addresses.Decide(Nothing, new("localhost", "localhost", "pay.localhost"));
        Assert.Equal(new House("localhost", new Uri("http://localhost:9000"), new Uri("http://pay.localhost:9000"), RegistrationRule.Open, RateLimits: true), house);
    }

    [Fact]
    public void Elsewhere_sign_up_needs_a_token() {
        var house = Addresses.Decide(Nothing with { PublicUrl = new Uri("https://tea.example"), ServerName = "tea.example" }, FirstStart);
        Assert.Equal(new House("tea.example", new Uri("https://tea.example"), new Uri("https://pay.tea.example"), RegistrationRule.Token, RateLimits: true), house);
        Assert.Equal(RegistrationRule.Open, Addresses.Decide(Nothing with { Registration = RegistrationRule.Open }, OfTea).Registration);
    }

    [Fact]
    public void What_was_fixed_at_first_start_is_the_default_of_the_next() =>
        Assert.Equal("https://tea.example/", Addresses.Decide(Nothing, OfTea).PublicUrl.ToString());

    [Fact]
    public void The_demo_and_a_server_without_limits_are_for_localhost() {
        var elsewhere = Nothing with { PublicUrl = new Uri("https://tea.example") };
        Assert.Contains("--demo is for localhost only", Refused(elsewhere with { Demo = true }, FirstStart), StringComparison.Ordinal);
        Assert.Contains("--rate-limits off is for localhost only", Refused(elsewhere with { RateLimits = false }, FirstStart), StringComparison.Ordinal);
        Assert.Contains("--demo", Refused(Nothing with { Demo = true }, OfTea), StringComparison.Ordinal);
        Assert.False(Addresses.Decide(Nothing with { Demo = true, RateLimits = false }, FirstStart).RateLimits);
    }

    [Theory]
    [InlineData("http://0.0.0.0:9000", false)]
    [InlineData("http://[::]:9000", false)]
    [InlineData("http://*:9000", false)]
    [InlineData("http://tea.example:9000", false)]
    [InlineData("http://192.168.1.5:9000", false)]
    [InlineData("http://localhost:9000", true)]
    [InlineData("http://[::1]:9000", true)]
    public void The_demo_listens_to_nobody_but_this_machine(string url, bool starts) {
        var demo = Nothing with { Demo = true, Urls = ["http://127.0.0.1:8999", url] };
        if (starts) Assert.Equal("localhost", Addresses.Decide(demo, FirstStart).ServerName);
        else Assert.Equal($"--demo is for localhost only, and --urls {url} is open to other machines. Its people's passwords are printed.", Refused(demo, FirstStart));
        Assert.Equal("localhost", Addresses.Decide(demo with { Demo = false }, FirstStart).ServerName);
    }

    [Fact]
    public void Whatever_was_fixed_first_never_changes() =>
        Gen.Select(Gen.OneOf("a.example", "b.example"), Gen.OneOf("http://localhost:1", "http://localhost:2", "https://a.example", "https://a.example:8443")).Array[2]
            .Sample(said => {
                var first = Addresses.Decide(With(said[0]), FirstStart);
                var stored = new StoredAddresses(
                    first.ServerName, Addresses.IsLocal(first.PublicUrl) ? "localhost" : first.PublicUrl.GetLeftPart(UriPartial.Authority), first.PayUrl.GetLeftPart(UriPartial.Authority));
                var same = said[0].Item1 == said[1].Item1
                    && (said[0].Item2 == said[1].Item2 || (said[0].Item2.Contains("localhost", StringComparison.Ordinal) && said[1].Item2.Contains("localhost", StringComparison.Ordinal)));
                if (same) Assert.Equal(first.ServerName, Addresses.Decide(With(said[1]), stored).ServerName);
                else Assert.Contains("at first start", Refused(With(said[1]), stored), StringComparison.Ordinal);
            });

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_start_with_other_addresses_is_refused(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await test.Open([.. OpenHouse.Migrations]);
        var stop = TestContext.Current.CancellationToken;
        Assert.Contains("no house has ever been opened here", (await Assert.ThrowsAsync<StartRefusedException>(() => Addresses.Recall(database, Nothing, stop))).Message, StringComparison.Ordinal);
        var first = await Addresses.Settle(database, Nothing with { PublicUrl = new Uri("https://tea.example"), ServerName = "tea.example" }, stop);
        Assert.Equal(first, await Addresses.Settle(database, Nothing, stop));
        Assert.Equal(first, await Addresses.Recall(database, Nothing, stop));
        await using var another = await TestDatabase.Create(kind);
        await using var there = await another.Open([.. OpenHouse.Migrations]);
        var second = await Addresses.Settle(there, Nothing with { PublicUrl = new Uri("https://tea.example"), ServerName = "tea.example" }, stop);
        Assert.Equal(32, first.Id.Length);
        Assert.Equal(first, second with { Id = first.Id });
        Assert.NotEqual(first.Id, second.Id);
        var other = await Assert.ThrowsAsync<StartRefusedException>(() => Addresses.Settle(database, Nothing with { PublicUrl = new Uri("https://tee.example") }, stop));
        Assert.Contains("--public-url was fixed as 'https://tea.example'", other.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task On_localhost_the_commands_know_the_port_that_the_server_listens_at(DatabaseKind kind) {
        await using var test = await TestDatabase.Create(kind);
        await using var database = await test.Open([.. OpenHouse.Migrations]);
        var stop = TestContext.Current.CancellationToken;
        foreach (var port in new[] { 8050, 8051 }) {
            await Addresses.Settle(database, Nothing with { Urls = [$"http://localhost:{port}"] }, stop);
            Assert.Equal(new Uri($"http://localhost:{port}"), (await Addresses.Recall(database, Nothing, stop)).PublicUrl);
        }
    }

    [Fact]
    public async Task A_command_for_a_house_that_is_not_there_makes_none() {
        using var folder = new TemporaryFolder();
        var nowhere = Path.Combine(folder.Path, "nowhere");
        await Assert.ThrowsAsync<StartRefusedException>(() => OpenHouse.Beside(Nothing with { DataFolder = nowhere }, TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(nowhere));
    }

    [Theory]
    [InlineData("localhost", Place.App)]
    [InlineData("127.0.0.1", Place.App)]
    [InlineData("[::1]", Place.App)]
    [InlineData("LOCALHOST", Place.App)]
    [InlineData("pay.localhost", Place.Wallet)]
    [InlineData("PAY.localhost", Place.Wallet)]
    [InlineData("evil.example", Place.Elsewhere)]
    [InlineData("localhost.evil.example", Place.Elsewhere)]
    [InlineData("pay.localhost.evil.example", Place.Elsewhere)]
    [InlineData("", Place.Elsewhere)]
    internal void On_localhost_the_loopback_addresses_are_the_apps(string host, Place place) =>
        Assert.Equal(place, AddressCheck.PlaceOf(host, Addresses.Decide(Nothing, FirstStart)));

    [Theory]
    [InlineData("tea.example", Place.App)]
    [InlineData("pay.tea.example", Place.Wallet)]
    [InlineData("127.0.0.1", Place.Elsewhere)]
    [InlineData("localhost", Place.Elsewhere)]
    [InlineData("pay.localhost", Place.Elsewhere)]
    internal void Elsewhere_only_the_public_names_are_ours(string host, Place place) =>
        Assert.Equal(place, AddressCheck.PlaceOf(host, Addresses.Decide(Nothing, OfTea)));

    private static HouseSettings With((string ServerName, string PublicUrl) said) =>
        Nothing with { ServerName = said.ServerName, PublicUrl = new Uri(said.PublicUrl) };

    private static string Refused(HouseSettings settings, StoredAddresses stored) =>
        Assert.Throws<StartRefusedException>(() => Addresses.Decide(settings, stored)).Message;
}
