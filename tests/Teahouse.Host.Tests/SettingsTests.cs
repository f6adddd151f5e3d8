using Teahouse.Host.Settings;
using Teahouse.People;
using Teahouse.Town;

namespace Teahouse.Host.Tests;

/// <summary>What the operator said, from the file, the environment and the command line.</summary>
public sealed class SettingsTests {
    [Fact]
    public void What_is_typed_wins_over_the_environment_and_the_environment_over_the_file() {
        using var folder = new TemporaryFolder();
        File.WriteAllText(
            Path.Combine(folder.Path, "appsettings.json"),
            """{ "Teahouse": { "ServerName": "file.example", "Registration": "closed", "Data": "/file" } }""");
        using var environment = new Environment(("Teahouse__ServerName", "environment.example"), ("Teahouse__Registration", "token"));
        var settings = SettingsReader.Read(SettingsSources.Read(folder.Path, Typed(("ServerName", "typed.example"))));
        Assert.Equal("typed.example", settings.ServerName);
        Assert.Equal(RegistrationRule.Token, settings.Registration);
        Assert.Equal("/file", settings.DataFolder);
    }

    [Fact]
    public void What_nobody_says_has_its_default() {
        var settings = Read();
        Assert.Equal(["http://localhost:8008"], settings.Urls);
        Assert.Equal("./data", settings.DataFolder);
        Assert.Equal("./teahouse.keys", settings.KeyFile);
        Assert.Equal((null, null, null, true, false), (settings.ServerName, settings.PublicUrl, settings.Registration, settings.RateLimits, settings.Demo));
        Assert.Empty(settings.TrustedProxies);
    }

    [Fact]
    public void Dotnets_own_variable_for_addresses_works() {
        using var environment = new Environment(("ASPNETCORE_URLS", "http://127.0.0.1:9123"));
        Assert.Equal(9123, Read().Port);
        Assert.Equal(9124, Read(("Urls", "http://127.0.0.1:9124")).Port);
    }

    [Theory]
    [InlineData("ServerName", "Tea House", "--server-name: 'Tea House'")]
    [InlineData("ServerName", "tea_house.example", "--server-name")]
    [InlineData("ServerName", "https://tea.example", "--server-name")]
    [InlineData("PublicUrl", "tea.example", "--public-url: 'tea.example'")]
    [InlineData("PublicUrl", "https://tea.example/app", "without a path")]
    [InlineData("PublicUrl", "https://user@tea.example", "--public-url")]
    [InlineData("PublicUrl", "ftp://tea.example", "--public-url")]
    [InlineData("PayUrl", "pay.tea.example", "--pay-url: 'pay.tea.example'")]
    [InlineData("PayUrl", "https://pay.tea.example/pay", "without a path")]
    [InlineData("PayUrl", "http://127.0.0.1:8008", "--pay-url: 'http://127.0.0.1:8008' has a number for a host")]
    [InlineData("PayUrl", "http://[::1]:8008", "passkeys need a name")]
    [InlineData("Urls", "http://localhost:8008/path", "--urls: 'http://localhost:8008/path'")]
    [InlineData("Urls", "http://localhost:0", "--urls")]
    [InlineData("Urls", "localhost:8008", "--urls")]
    [InlineData("Urls", ";", "--urls names no address")]
    [InlineData("Registration", "opne", "'opne' is none of open, token, closed")]
    [InlineData("Regime", "gold", "'gold' is none of sandbox, closed-loop, mutual-credit, licensed-partner")]
    [InlineData("CreditLimit", "-5", "--credit-limit: '-5' is no limit")]
    [InlineData("CreditLimit", "100000001", "--credit-limit")]
    [InlineData("PayeeFee", "0.605", "--payee-fee: '0.605' is no percentage. One looks like 0.6, with at most two decimals")]
    [InlineData("PayeeFee", "6", "--payee-fee: '6' is too much: at most 5 percent")]
    [InlineData("BankIban", "DE89 3704 0044 0532 0130 01", "--bank-iban: This IBAN's check digits do not fit")]
    [InlineData("BankIban", "12", "--bank-iban: An IBAN has 15 to 34")]
    [InlineData("BankName", "茶馆", "--bank-name: Banks take letters of English only, and '茶' is none")]
    [InlineData("BankBic", "BANK", "--bank-bic: 'BANK' is no BIC")]
    [InlineData("RateLimits", "maybe", "'maybe' is none of on, off")]
    [InlineData("Demo", "perhaps", "--demo")]
    [InlineData("TrustedProxies", "10.0.0.1,proxy", "'proxy' is neither an address nor a network")]
    [InlineData("TrustedProxies", "10.0.0.0/40", "'10.0.0.0/40'")]
    [InlineData("Silo", "10.0.0.5", "--silo: '10.0.0.5' is not where others reach a server")]
    [InlineData("Silo", "tea.example:11111", "--silo")]
    [InlineData("Silo", "0.0.0.0:11111", "'0.0.0.0' is neither loopback nor private")]
    [InlineData("Silo", "203.0.113.7:11111", "neither loopback nor private")]
    [InlineData("Silo", "172.32.0.1:11111", "neither loopback nor private")]
    [InlineData("Silo", "[2001:db8::1]:11111", "neither loopback nor private")]
    [InlineData("Database", "teahouse.db", "--database is no PostgreSQL connection string")]
    [InlineData("Data", "  ", "--data is empty")]
    [InlineData("ServerNmae", "x", "Teahouse:ServerNmae is no setting")]
    public void A_mistake_is_named(string key, string value, string sentence) =>
        Assert.Contains(sentence, Assert.Throws<StartRefusedException>(() => Read((key, value))).Message, StringComparison.Ordinal);

    [Fact]
    public void All_mistakes_are_named_at_once() {
        var message = Assert.Throws<StartRefusedException>(() => Read(("ServerName", "?"), ("Registration", "?"), ("Urls", "?"))).Message;
        Assert.Equal(3, message.Split(System.Environment.NewLine).Length);
    }

    [Fact]
    public void A_password_in_a_wrong_connection_string_is_not_repeated() =>
        Assert.DoesNotContain("hunter2", Assert.Throws<StartRefusedException>(() => Read(("Database", "Pasword=hunter2"))).Message, StringComparison.Ordinal);

    [Fact]
    public void A_settings_file_that_is_no_json_is_named() {
        using var folder = new TemporaryFolder();
        File.WriteAllText(Path.Combine(folder.Path, "appsettings.json"), "{ \"Teahouse\": ");
        Assert.Contains("appsettings.json", Assert.Throws<StartRefusedException>(() => SettingsSources.Read(folder.Path, [])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", true)]
    [InlineData("10.1.0.0/16", "10.1.2.3", true)]
    [InlineData("10.1.0.0/16", "10.2.2.3", false)]
    [InlineData("::1", "::1", true)]
    public void Proxies_are_addresses_or_networks(string named, string asks, bool trusted) =>
        Assert.Equal(trusted, Assert.Single(Read(("TrustedProxies", named)).TrustedProxies).Contains(System.Net.IPAddress.Parse(asks)));

    private static HouseSettings Read(params (string Key, string Value)[] typed) {
        using var folder = new TemporaryFolder();
        return SettingsReader.Read(SettingsSources.Read(folder.Path, Typed(typed)));
    }

    private static IEnumerable<KeyValuePair<string, string?>> Typed(params (string Key, string Value)[] typed) =>
        typed.Select(t => KeyValuePair.Create(t.Key, (string?)t.Value));

    /// <summary>Variables that are there for one test. Tests of one class run one after the other.</summary>
    private sealed class Environment : IDisposable {
        private readonly (string Name, string Value)[] variables;

        public Environment(params (string Name, string Value)[] variables) {
            this.variables = variables;
            foreach (var (name, value) in variables) System.Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() {
            foreach (var (name, _) in variables) System.Environment.SetEnvironmentVariable(name, null);
        }
    }
}
