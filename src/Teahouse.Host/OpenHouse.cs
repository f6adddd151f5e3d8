using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;
using Teahouse.Host.Backup;
using Teahouse.Host.Settings;
using Teahouse.Pay;
using Teahouse.Pay.Bank;
using Teahouse.Pay.Regimes;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk;

namespace Teahouse.Host;

/// <summary>The house with its database open: what the server and every other command begin with.</summary>
internal sealed class OpenHouse : IAsyncDisposable {
    private const int SqliteCorrupt = 11;

    private OpenHouse(Database database, House house, WalletLaw law, TimeZoneInfo zone, BankAccount? bank) =>
        (Database, House, Law, TimeZone, Bank) = (database, house, law, zone, bank);

    /// <summary>Every module's tables, lowest module first.</summary>
    public static IReadOnlyList<MigrationSet> Migrations { get; } =
        [MigrationSet.Of<OpenHouse>("host"), PeopleModule.Migrations, TalkModule.Migrations, PayModule.Migrations];

    /// <summary>The database, its tables up to date.</summary>
    public Database Database { get; }

    /// <summary>What the house is called and where it stands.</summary>
    public House House { get; }

    /// <summary>Whose days and months money is counted in.</summary>
    public TimeZoneInfo TimeZone { get; }

    /// <summary>Under which law its wallet runs.</summary>
    public WalletLaw Law { get; }

    /// <summary>The operator's account at a bank; null where there is none.</summary>
    public BankAccount? Bank { get; }

    /// <summary>Opens the house to serve; at first start this fixes its name and address.</summary>
    /// <exception cref="StartRefusedException">The database cannot be opened, or the house stands elsewhere than the settings say.</exception>
    public static Task<OpenHouse> ToServe(HouseSettings settings, CancellationToken stop) => Open(settings, settings.Silo is not null, Settle, stop);

    /// <summary>Opens the house for a command that works beside the server.</summary>
    /// <exception cref="StartRefusedException">As above, or the house was never opened.</exception>
    public static Task<OpenHouse> Beside(HouseSettings settings, CancellationToken stop) =>
        settings.Database is null && !Database.IsIn(settings.DataFolder) ? throw Addresses.NeverOpened(settings) : Open(settings, isShared: true, Recall, stop);

    // The law first: whether the house is older than its law is seen by what the addresses leave behind.
    private static async Task<(House, WalletLaw)> Settle(Database database, HouseSettings settings, CancellationToken stop) {
        var law = await FixedLaw.Settle(database, settings, stop);
        return (await Addresses.Settle(database, settings, stop), law);
    }

    private static async Task<(House, WalletLaw)> Recall(Database database, HouseSettings settings, CancellationToken stop) {
        var house = await Addresses.Recall(database, settings, stop);
        return (house, await FixedLaw.Recall(database, settings, stop));
    }

    private static async Task<OpenHouse> Open(
        HouseSettings settings, bool isShared, Func<Database, HouseSettings, CancellationToken, Task<(House House, WalletLaw Law)>> find, CancellationToken stop) {
        if (RestoreFolder.WasBegun(settings.DataFolder) && !await Exists(settings, stop)) {
            throw new StartRefusedException(
                $"{Setting.Data}: a restore into {settings.DataFolder} was broken off, so there is no house yet. Run teahouse restore again.");
        }
        var database = await OpenDatabase(settings, isShared, stop);
        try {
            var (found, law) = await find(database, settings, stop);
            return new OpenHouse(database, found, law, await HouseTimeZone.Settle(database, settings.TimeZone, stop), await StoredBank.Settle(database, settings, law, stop));
        } catch {
            await database.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static async Task<bool> Exists(HouseSettings settings, CancellationToken stop) {
        try {
            return await Database.Exists(settings.DataFolder, settings.Database, stop);
        } catch (DbException e) {
            throw Refusal(settings, e);
        }
    }

    /// <summary>What the operator is told when the database does not work.</summary>
    public static StartRefusedException Refusal(HouseSettings settings, Exception e) => e switch {
        DatabaseRefusedException => new(e.Message),
        NpgsqlException => new($"{Setting.Database}: PostgreSQL does not let us in: {e.Message}"),
        SqliteException { SqliteErrorCode: SqliteCorrupt } => new(
            $"The database in {settings.DataFolder} is damaged ({e.Message}). Its newest whole backup is what can be restored (docs/OPERATIONS.md, When the database is damaged)."),
        DbException => new($"{Setting.Data}: the database in {settings.DataFolder} cannot be opened: {e.Message}"),
        _ => new($"{Setting.Data}: {settings.DataFolder} cannot be used: {e.Message}"),
    };

    private static bool HoldsAHouse(HouseSettings settings) =>
        File.Exists(Database.FileIn(settings.DataFolder) + "-wal")
        || (Directory.Exists(settings.MediaFolder) && Directory.EnumerateFiles(settings.MediaFolder, "*", SearchOption.AllDirectories).Any());

    private static async Task<Database> OpenDatabase(HouseSettings settings, bool isShared, CancellationToken stop) {
        if (settings.Database is null && !Database.IsIn(settings.DataFolder) && HoldsAHouse(settings)) {
            throw new StartRefusedException(
                $"{Setting.Data}: {settings.DataFolder} holds parts of a house, and no database {Path.GetFileName(Database.FileIn(settings.DataFolder))}. "
                + $"If its database is PostgreSQL, say {Setting.Database}; if the file is lost, restore a backup into an empty folder.");
        }
        try {
            return await Database.Open(settings.DataFolder, settings.Database, Migrations, TimeProvider.System, stop, isShared);
        } catch (Exception e) when (e is DatabaseRefusedException or DbException or IOException or UnauthorizedAccessException) {
            throw Refusal(settings, e);
        }
    }
}
