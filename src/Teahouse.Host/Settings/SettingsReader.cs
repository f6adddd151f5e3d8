using System.Globalization;
using System.Net;
using Npgsql;
using Teahouse.Host.Cluster;
using Teahouse.Pay.Bank;
using Teahouse.Pay.Fees;
using Teahouse.Pay.Regimes;
using Teahouse.People;

namespace Teahouse.Host.Settings;

/// <summary>Reads the settings and names every mistake in them, all at once.</summary>
internal sealed class SettingsReader {
    private readonly IConfiguration configuration;
    private readonly IConfigurationSection section;
    private readonly List<string> mistakes = [];

    private SettingsReader(IConfiguration configuration) =>
        (this.configuration, section) = (configuration, configuration.GetSection(SettingsSources.Section));

    /// <exception cref="StartRefusedException">Something is not what it must be.</exception>
    public static HouseSettings Read(IConfiguration configuration) {
        var reader = new SettingsReader(configuration);
        var settings = reader.Settings();
        return reader.mistakes.Count == 0 ? settings : throw new StartRefusedException(string.Join(Environment.NewLine, reader.mistakes));
    }

    private HouseSettings Settings() {
        FindUnknown();
        return new HouseSettings {
            DataFolder = Text(Setting.Data) ?? "./data",
            Database = Parsed<string>(Setting.Database, ConnectionString),
            KeyFile = Text(Setting.Keys) ?? "./teahouse.keys",
            Urls = Parsed<string[]>(Setting.Urls, Urls) ?? Urls(Setting.Urls, configuration["urls"] ?? "http://localhost:8008") ?? [],
            MetricsUrls = Parsed<string[]>(Setting.MetricsUrls, Urls) ?? [],
            ServerName = Parsed<string>(Setting.ServerName, Addresses.ServerName),
            PublicUrl = Parsed<Uri>(Setting.PublicUrl, Addresses.PublicUrl),
            PayUrl = Parsed<Uri>(Setting.PayUrl, PayAddress.Parse),
            TimeZone = Parsed<TimeZoneInfo>(Setting.TimeZone, HouseTimeZone.Parse),
            Regime = OneOf(Setting.Regime, [.. WalletLaw.Words]),
            CreditLimit = Limit(Setting.CreditLimit),
            PayeeFee = Parsed(Setting.PayeeFee, PayeeFee.Parse) ?? PayeeFee.None,
            BankIban = Parsed(Setting.BankIban, BankAccount.ReadIban),
            BankName = Parsed(Setting.BankName, BankAccount.ReadName),
            BankBic = Parsed(Setting.BankBic, BankAccount.ReadBic),
            TrustedProxies = Parsed<IPNetwork[]>(Setting.TrustedProxies, Networks) ?? [],
            Registration = OneOf(Setting.Registration, ("open", RegistrationRule.Open), ("token", RegistrationRule.Token), ("closed", RegistrationRule.Closed)),
            RateLimits = OneOf(Setting.RateLimits, ("on", true), ("off", false)) ?? true,
            Silo = Parsed<IPEndPoint>(Setting.Silo, SiloPlace.Parse),
            SiloCertificate = Text(Setting.SiloCertificate),
            Demo = OneOf(Setting.Demo, ("true", true), ("false", false)) ?? false,
        };
    }

    private void FindUnknown() {
        foreach (var child in section.GetChildren().Where(c => !Setting.All.Any(s => s.Key.Equals(c.Key, StringComparison.OrdinalIgnoreCase)))) {
            mistakes.Add($"{child.Path} is no setting. There are: {string.Join(", ", Setting.All.Select(s => $"{SettingsSources.Section}:{s.Key}"))}.");
        }
    }

    private string? Text(Setting setting) {
        var text = section[setting.Key];
        if (text is not null && string.IsNullOrWhiteSpace(text)) mistakes.Add($"{setting} is empty. It needs {setting.Value}.");
        return string.IsNullOrWhiteSpace(text) ? null : text.Trim();
    }

    private T? Parsed<T>(Setting setting, Func<Setting, string, T?> parse) where T : class => Text(setting) is { } text ? parse(setting, text) : null;

    private T? Parsed<T>(Setting setting, Func<string, T> parse) where T : class {
        if (Text(setting) is not { } text) return null;
        try {
            return parse(text);
        } catch (FormatException e) {
            mistakes.Add($"{setting}: {e.Message}");
            return null;
        }
    }

    private long? Limit(Setting setting) {
        if (Text(setting) is not { } text) return null;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) && limit is > 0 and <= WalletLaw.CreditLimitMax) return limit;
        mistakes.Add($"{setting}: '{text}' is no limit. One is a whole number of minor units, from 1 to {WalletLaw.CreditLimitMax}.");
        return null;
    }

    private T? OneOf<T>(Setting setting, params (string Word, T Value)[] choices) where T : struct {
        if (Text(setting) is not { } text) return null;
        foreach (var (word, value) in choices) {
            if (word.Equals(text, StringComparison.OrdinalIgnoreCase)) return value;
        }
        mistakes.Add($"{setting}: '{text}' is none of {string.Join(", ", choices.Select(c => c.Word))}.");
        return null;
    }

    private string[]? Urls(Setting setting, string text) {
        var urls = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var url in urls.Where(u => !CanListen(u))) {
            mistakes.Add($"{setting}: '{url}' is no address to listen at. One looks like http://localhost:8008, with a port and no path.");
        }
        if (urls.Length == 0) mistakes.Add($"{setting} names no address.");
        return urls;
    }

    private static bool CanListen(string url) {
        try {
            return BindingAddress.Parse(url) is { PathBase.Length: 0, Port: > 0 and <= ushort.MaxValue, Scheme: "http" or "https" };
        } catch (FormatException) {
            return false;
        }
    }

    private IPNetwork[]? Networks(Setting setting, string text) {
        var networks = new List<IPNetwork>();
        foreach (var part in text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) {
            if (IPAddress.TryParse(part, out var address)) networks.Add(new IPNetwork(address, address.GetAddressBytes().Length * 8));
            else if (IPNetwork.TryParse(part, out var network)) networks.Add(network);
            else mistakes.Add($"{setting}: '{part}' is neither an address nor a network. They look like 10.0.0.2 and 10.0.0.0/24.");
        }
        return [.. networks];
    }

    private string? ConnectionString(Setting setting, string text) {
        try {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0 } ? text : throw new ArgumentException("it names no Host.");
        } catch (ArgumentException) {
            // The text may hold a password: it is not repeated, and the library's message may quote it.
            mistakes.Add($"{setting} is no PostgreSQL connection string. One looks like Host=localhost;Username=teahouse;Database=teahouse.");
            return null;
        }
    }
}
