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

    public static TheoryKinds Kinds => TestDatabase.Kinds;

    [Fact]
    public void On_localhost_the_port_follows_the_urls_and_anybody_may_sign_up() {
        var house = Addresses.Decide(Nothing, ("localhost", "localhost"));
        Assert.Equal(new House("localhost", new Uri("http://localhost:9000"), RegistrationRule.Open, RateLimits: true), house);
    }

    [Fact]
    public void Elsewhere_sign_up_needs_a_token() {
        var house = Addresses.Decide(Nothing with { PublicUrl = new Uri("https://tea.example"), ServerName = "tea.example" }, (null, null));
        Assert.Equal(new House("tea.example", new Uri("https://tea.example"), RegistrationRule.Token, RateLimits: true), house);
        Assert.Equal(RegistrationRule.Open, Addresses.Decide(Nothing with { Registration = RegistrationRule.Open }, ("tea.example", "https://tea.example")).Registration);
    }

    [Fact]
    public void What_was_fixed_at_first_start_is_the_default_of_the_next() =>
        Assert.Equal("https://tea.example/", Addresses.Decide(Nothing, ("tea.example", "https://tea.example")).PublicUrl.ToString());

    [Fact]
    public void The_demo_and_a_server_without_limits_are_for_localhost() {
        var elsewhere = Nothing with { PublicUrl = new Uri("https://tea.example") };
        Assert.Contains("--demo is for localhost only", Refused(elsewhere with { Demo = true }, (null, null)), StringComparison.Ordinal);
        Assert.Contains("--rate-limits off is for localhost only", Refused(elsewhere with { RateLimits = false }, (null, null)), StringComparison.Ordinal);
        Assert.Contains("--demo", Refused(Nothing with { Demo = true }, ("tea.example", "https://tea.example")), StringComparison.Ordinal);
        Assert.False(Addresses.Decide(Nothing with { Demo = true, RateLimits = false }, (null, null)).RateLimits);
    }

    [Fact]
    public void Whatever_was_fixed_first_never_changes() =>
        Gen.Select(Gen.OneOf("a.example", "b.example"), Gen.OneOf("http://localhost:1", "http://localhost:2", "https://a.example", "https://a.example:8443")).Array[2]
            .Sample(said => {
                var first = Addresses.Decide(With(said[0]), (null, null));
                var stored = (first.ServerName, Addresses.IsLocal(first.PublicUrl) ? "localhost" : first.PublicUrl.GetLeftPart(UriPartial.Authority));
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
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    [InlineData("[::1]", true)]
    [InlineData("LOCALHOST", true)]
    [InlineData("evil.example", false)]
    [InlineData("localhost.evil.example", false)]
    [InlineData("pay.localhost", false)]
    [InlineData("", false)]
    public void On_localhost_the_loopback_addresses_are_ours(string host, bool ours) =>
        Assert.Equal(ours, AddressCheck.IsOurs(host, new Uri("http://localhost:8008")));

    [Theory]
    [InlineData("tea.example", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("localhost", false)]
    public void Elsewhere_only_the_public_name_is_ours(string host, bool ours) =>
        Assert.Equal(ours, AddressCheck.IsOurs(host, new Uri("https://tea.example")));

    private static HouseSettings With((string ServerName, string PublicUrl) said) =>
        Nothing with { ServerName = said.ServerName, PublicUrl = new Uri(said.PublicUrl) };

    private static string Refused(HouseSettings settings, (string?, string?) stored) =>
        Assert.Throws<StartRefusedException>(() => Addresses.Decide(settings, stored)).Message;
}
