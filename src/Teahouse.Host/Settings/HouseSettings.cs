using System.Net;
using Teahouse.Pay.Fees;
using Teahouse.Pay.Regimes;
using Teahouse.People;

namespace Teahouse.Host.Settings;

/// <summary>What the operator decided, read and checked. What is null was not said: the house knows it from its first start, or has a default.</summary>
internal sealed record HouseSettings {
    /// <summary>Where the database (SQLite) and the media lie.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Where the media lie.</summary>
    public string MediaFolder => Path.Combine(DataFolder, "media");

    /// <summary>A PostgreSQL connection string, or null for SQLite.</summary>
    public string? Database { get; init; }

    /// <summary>The key file.</summary>
    public required string KeyFile { get; init; }

    /// <summary>Where the server listens.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>Where the metrics are read; nowhere when empty.</summary>
    public required IReadOnlyList<string> MetricsUrls { get; init; }

    /// <summary>What stands behind the colon of every user id.</summary>
    public string? ServerName { get; init; }

    /// <summary>The address that people type, without a slash at its end.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The address of the wallet, without a slash at its end.</summary>
    public Uri? PayUrl { get; init; }

    /// <summary>Whose days and months money is counted in.</summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>Under which law the wallet runs.</summary>
    public Regime? Regime { get; init; }

    /// <summary>How far below zero a member of a mutual credit may go, in minor units.</summary>
    public long? CreditLimit { get; init; }

    /// <summary>What payees leave to the house.</summary>
    public PayeeFee PayeeFee { get; init; } = PayeeFee.None;

    /// <summary>The number of the operator's account at a bank.</summary>
    public string? BankIban { get; init; }

    /// <summary>Whose account that is.</summary>
    public string? BankName { get; init; }

    /// <summary>Its bank's code.</summary>
    public string? BankBic { get; init; }

    /// <summary>Whose forwarding headers are believed.</summary>
    public required IReadOnlyList<IPNetwork> TrustedProxies { get; init; }

    /// <summary>Who may sign up.</summary>
    public RegistrationRule? Registration { get; init; }

    /// <summary>Whether requests are limited.</summary>
    public required bool RateLimits { get; init; }

    /// <summary>Where other servers on the same database reach this one; null when it is alone.</summary>
    public IPEndPoint? Silo { get; init; }

    /// <summary>The file by which the servers know each other.</summary>
    public string? SiloCertificate { get; init; }

    /// <summary>Whether the demo town is wanted.</summary>
    public required bool Demo { get; init; }

    /// <summary>The port of the first address that the server listens at.</summary>
    public int Port => BindingAddress.Parse(Urls[0]).Port;
}
