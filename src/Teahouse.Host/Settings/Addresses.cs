using System.Data.Common;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Dapper;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Host.Settings;

/// <summary>
/// What the house is called, where it stands, and where its wallet does. These are in every user id, passkey and link that it ever
/// gave out, so they are stored at first start, and a start with others is refused. On localhost only the hosts are stored: the port
/// follows <c>--urls</c>.
/// </summary>
internal static partial class Addresses {
    private const string Localhost = "localhost";

    // Where the server listened last: on localhost its address, for the commands beside it.
    private const string Port = "Port";

    // Which house it is; a browser that knew the one before at this address keeps what it has.
    private const string HouseId = "HouseId";
    private const int HouseIdBytes = 16;

    /// <summary>Whether the app stands on the operator's own machine, where a browser trusts it without TLS.</summary>
    public static bool IsLocal(Uri publicUrl) => publicUrl.Host == Localhost;

    /// <summary>Stores what is said at first start; afterwards holds what is said against it.</summary>
    /// <exception cref="StartRefusedException">The house stands elsewhere, or may not do there what is asked.</exception>
    public static async Task<House> Settle(Database database, HouseSettings settings, CancellationToken stop) {
        var house = Decide(settings, await Stored(database, stop));
        await database.Write(new Write(
            Fix(Setting.ServerName.Key, house.ServerName), Fix(Setting.PublicUrl.Key, Form(house.PublicUrl)), Fix(Setting.PayUrl.Key, Form(house.PayUrl)),
            Fix(HouseId, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(HouseIdBytes))),
            Statement.Do(
                "INSERT INTO host_fixed (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
                ("name", Port), ("value", settings.Port.ToString(CultureInfo.InvariantCulture)))), stop);
        return Decide(settings, await Stored(database, stop));       // another silo may have been the first
    }

    /// <summary>The house as it was opened, for the commands that work beside the server.</summary>
    /// <exception cref="StartRefusedException">It was never opened, or stands elsewhere.</exception>
    public static async Task<House> Recall(Database database, HouseSettings settings, CancellationToken stop) {
        var stored = await Stored(database, stop);
        if (stored.ServerName is null) throw NeverOpened(settings);
        var port = await database.Read(c => c.QuerySingleOrDefaultAsync<string>("SELECT value FROM host_fixed WHERE name = @Port", new { Port }), stop);
        return Decide(port is null ? settings : settings with { Urls = [$"http://{Localhost}:{port}"] }, stored);
    }

    /// <summary>The server name that this database was opened with; null when it never was.</summary>
    public static Task<string?> ServerNameIn(DbConnection connection) =>
        connection.QuerySingleOrDefaultAsync<string>("SELECT value FROM host_fixed WHERE name = @name", new { name = Setting.ServerName.Key });

    /// <summary>The answer to a command for a house that is not there.</summary>
    public static StartRefusedException NeverOpened(HouseSettings settings) => new(
        $"{(settings.Database is null ? Path.GetFullPath(settings.DataFolder) : "That PostgreSQL")}: no house has ever been opened here. "
        + $"Start it first (teahouse serve), or say where it is with {Setting.Data} or {Setting.Database}.");

    /// <summary>What the house is, by what is said now and what was fixed at first start (null: this is it).</summary>
    /// <exception cref="StartRefusedException">They are at odds.</exception>
    internal static House Decide(HouseSettings settings, StoredAddresses stored) {
        Agree(Setting.ServerName, settings.ServerName, stored.ServerName);
        Agree(Setting.PublicUrl, settings.PublicUrl is { } said ? Form(said) : null, stored.PublicUrl);
        Agree(Setting.PayUrl, settings.PayUrl is { } pay ? Form(pay) : null, stored.PayUrl);
        var elsewhere = stored.PublicUrl is null or Localhost ? null : new Uri(stored.PublicUrl);
        var publicUrl = elsewhere ?? settings.PublicUrl ?? new Uri($"http://{Localhost}:{settings.Port}");
        var house = new House(
            stored.ServerName ?? settings.ServerName ?? Localhost, publicUrl, PayAddress.Decide(settings.PayUrl, stored.PayUrl, publicUrl),
            settings.Registration ?? (IsLocal(publicUrl) ? RegistrationRule.Open : RegistrationRule.Token),
            settings.RateLimits) { Id = stored.HouseId ?? "" };
        if (!IsLocal(publicUrl)) return ElsewhereThanLocal(house, settings);
        if (settings.Demo && settings.Urls.FirstOrDefault(u => !IsLoopback(u)) is { } open) {
            throw new StartRefusedException($"{Setting.Demo} is for localhost only, and {Setting.Urls} {open} is open to other machines. Its people's passwords are printed.");
        }
        return house;
    }

    /// <summary>Reads a server name: a DNS name or an address, and a port where one is needed (Matrix, "Server name").</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static string ServerName(string text) =>
        text.Length <= HostLimits.ServerNameCharsMax && ServerNameGrammar().IsMatch(text) ? text : throw new FormatException(
            $"'{text}' is no server name. One looks like teahouse.example: small letters, digits, dots and hyphens, perhaps a port.");

    /// <summary>Reads a public address: a scheme, a host and perhaps a port.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static Uri PublicUrl(string text) {
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https"
            && url is { AbsolutePath: "/", Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0, Host.Length: > 0 };
        if (!isAddress) throw new FormatException($"'{text}' is no public address. One looks like https://teahouse.example, without a path.");
        return new Uri(url!.GetLeftPart(UriPartial.Authority));
    }

    private static House ElsewhereThanLocal(House house, HouseSettings settings) {
        var only = $"is for localhost only, and people reach this house at {Form(house.PublicUrl)}.";
        if (settings.Demo) throw new StartRefusedException($"{Setting.Demo} {only} Its people's passwords are printed.");
        if (!settings.RateLimits) throw new StartRefusedException($"{Setting.RateLimits} off {only}");
        return house;
    }

    private static bool IsLoopback(string url) =>
        BindingAddress.Parse(url).Host is var host && (host == Localhost || IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));

    private static void Agree(Setting setting, string? said, string? stored) {
        if (said is not null && stored is not null && said != stored) {
            throw new StartRefusedException(
                $"{setting} was fixed as '{stored}' at first start and cannot become '{said}': user ids, passkeys and links carry it. "
                + $"Leave {setting} out, or open a new house with another {Setting.Data} folder or {Setting.Database}.");
        }
    }

    private static string Form(Uri url) => IsLocal(url) || PayAddress.IsLocal(url) ? url.Host : url.GetLeftPart(UriPartial.Authority);

    private static Statement Fix(string name, string value) => Statement.Do(
        "INSERT INTO host_fixed (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", ("name", name), ("value", value));

    private static Task<StoredAddresses> Stored(Database database, CancellationToken stop) => database.Read(async c => {
        var fixedOnes = (await c.QueryAsync<(string Name, string Value)>("SELECT name, value FROM host_fixed")).ToDictionary(f => f.Name, f => f.Value);
        return new StoredAddresses(
            fixedOnes.GetValueOrDefault(Setting.ServerName.Key), fixedOnes.GetValueOrDefault(Setting.PublicUrl.Key), fixedOnes.GetValueOrDefault(Setting.PayUrl.Key), fixedOnes.GetValueOrDefault(HouseId));
    }, stop);

    [GeneratedRegex(@"^([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]{2,45}\])(:[0-9]{1,5})?$", RegexOptions.NonBacktracking)]
    private static partial Regex ServerNameGrammar();
}

/// <summary>What was fixed at first start; null is what was not.</summary>
/// <param name="ServerName">What stands in every user id.</param>
/// <param name="PublicUrl">The app's address; on localhost its host.</param>
/// <param name="PayUrl">The wallet's address, likewise; null also where a house is older than its wallet.</param>
/// <param name="HouseId">Which house it is.</param>
internal sealed record StoredAddresses(string? ServerName, string? PublicUrl, string? PayUrl, string? HouseId = null);
