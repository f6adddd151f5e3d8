namespace Teahouse.Host.Settings;

/// <summary>One thing that the operator decides: typed as an option, or set as <c>Teahouse:Key</c> in appsettings or environment.</summary>
/// <param name="Key">Its name in configuration, under <c>Teahouse</c>.</param>
/// <param name="Option">Its name on the command line.</param>
/// <param name="Value">What stands behind the option, or null for one that is said or not said.</param>
/// <param name="Description">What it does, for <c>--help</c>.</param>
internal sealed record Setting(string Key, string Option, string? Value, string Description) {
    public static readonly Setting Data = new(
        "Data", "--data", "DIR", "Where the database (SQLite) and the media lie. Default: ./data");

    public static readonly Setting Database = new(
        "Database", "--database", "CONNECTION",
        "A PostgreSQL connection string, for example \"Host=localhost;Username=teahouse;Database=teahouse\". Default: SQLite in the data folder");

    public static readonly Setting Keys = new(
        "Keys", "--keys", "FILE",
        "The key file, which opens what is sealed in the database. Made at first start, mode 600; keep it apart from the data and its backups. Default: ./teahouse.keys");

    public static readonly Setting Urls = new(
        "Urls", "--urls", "URLS", "Where the server listens; several are separated by semicolons. Default: http://localhost:8008");

    public static readonly Setting MetricsUrls = new(
        "MetricsUrls", "--metrics-urls", "URLS",
        "Where Prometheus reads the metrics, and nothing else answers: an address that only it reaches, for example http://127.0.0.1:9464. Default: nowhere");

    public static readonly Setting ServerName = new(
        "ServerName", "--server-name", "NAME", "What stands behind the colon of every user id. Fixed at first start. Default: localhost");

    public static readonly Setting PublicUrl = new(
        "PublicUrl", "--public-url", "URL",
        "The address that people type. Passkeys are bound to it. Fixed at first start. Default: http://localhost with the port of --urls");

    public static readonly Setting PayUrl = new(
        "PayUrl", "--pay-url", "URL",
        "The address of the wallet, on a host of its own. Payment passkeys are bound to it. Fixed at first start. Default: pay. before the host of --public-url");

    public static readonly Setting TimeZone = new(
        "TimeZone", "--time-zone", "ZONE",
        "Whose days and months limits and statements are counted in, by its IANA name: Asia/Shanghai. Kept until another is said. Default: the machine's at first start");

    public static readonly Setting Regime = new(
        "Regime", "--regime", "REGIME",
        "Under which law the wallet runs: sandbox (play money), closed-loop (buys from verified payees, no more), mutual-credit (members owe each other, down to a limit) or licensed-partner. Fixed at first start. Default: sandbox");

    public static readonly Setting CreditLimit = new(
        "CreditLimit", "--credit-limit", "MINOR",
        "In mutual credit: how far below zero each member may go, in minor units. Published, and fixed at first start. Default: 100000");

    public static readonly Setting PayeeFee = new(
        "PayeeFee", "--payee-fee", "PERCENT",
        "What payees leave to the house of what they take by a code or a poster: 0.6, at most 5, with at most two decimals. Payers pay nothing more. Not in mutual-credit. Default: 0");

    public static readonly Setting BankIban = new(
        "BankIban", "--bank-iban", "IBAN",
        "The operator's account, to which people pay money in (closed-loop and licensed-partner). Kept until another is said. Default: none, and nobody can");

    public static readonly Setting BankName = new(
        "BankName", "--bank-name", "NAME", "Whose account that is, as the bank has it. Said together with --bank-iban");

    public static readonly Setting BankBic = new(
        "BankBic", "--bank-bic", "BIC", "Its bank's code, where the bank wants it in files. Said together with --bank-iban. Default: none");

    public static readonly Setting TrustedProxies = new(
        "TrustedProxies", "--trusted-proxies", "ADDRESSES",
        "Whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses or networks, separated by commas. Default: nobody's");

    public static readonly Setting Registration = new(
        "Registration", "--registration", "open|token|closed",
        "Who may sign up: anybody, whoever has a token from \"teahouse people invite\", or nobody. Default: open on localhost, token elsewhere");

    public static readonly Setting RateLimits = new(
        "RateLimits", "--rate-limits", "on|off", "Whether requests are limited. Off is for tests, on localhost only. Default: on");

    public static readonly Setting Silo = new(
        "Silo", "--silo", "ADDRESS:PORT",
        "This server is one of several on the same PostgreSQL: where the others reach it, on the loopback or, with --silo-certificate, a private network. Default: it is alone");

    public static readonly Setting SiloCertificate = new(
        "SiloCertificate", "--silo-certificate", "FILE",
        "A certificate with its key (PEM, mode 600), the same on all servers: what they tell each other is encrypted, and nobody else takes part");

    public static readonly Setting Demo = new(
        "Demo", "--demo", null, "Starts with a small town of people who talk, and prints how to sign in as each. On localhost only");

    /// <summary>What every command needs to find the house.</summary>
    public static IReadOnlyList<Setting> OfEveryCommand { get; } = [Data, Database, Keys];

    /// <summary>What only the server needs.</summary>
    public static IReadOnlyList<Setting> OfServe { get; } =
        [Urls, MetricsUrls, ServerName, PublicUrl, PayUrl, TimeZone, Regime, CreditLimit, PayeeFee, BankIban, BankName, BankBic, TrustedProxies, Registration, RateLimits, Silo, SiloCertificate, Demo];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Setting> All { get; } = [.. OfEveryCommand, .. OfServe];

    /// <summary>How a mistake names it.</summary>
    public override string ToString() => Option;
}
