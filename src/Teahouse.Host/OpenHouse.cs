using System.Data.Common;
using Npgsql;
using Teahouse.Host.Settings;
using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk;

namespace Teahouse.Host;

/// <summary>The house with its database open: what the server and every other command begin with.</summary>
internal sealed class OpenHouse : IAsyncDisposable {
    private OpenHouse(Database database, House house) => (Database, House) = (database, house);

    /// <summary>Every module's tables, lowest module first.</summary>
    public static IReadOnlyList<MigrationSet> Migrations { get; } =
        [MigrationSet.Of<OpenHouse>("host"), PeopleModule.Migrations, TalkModule.Migrations];

    /// <summary>The database, its tables up to date.</summary>
    public Database Database { get; }

    /// <summary>What the house is called and where it stands.</summary>
    public House House { get; }

    /// <summary>Opens the house to serve; at first start this fixes its name and address.</summary>
    /// <exception cref="StartRefusedException">The database cannot be opened, or the house stands elsewhere than the settings say.</exception>
    public static Task<OpenHouse> ToServe(HouseSettings settings, CancellationToken stop) => Open(settings, Addresses.Settle, stop);

    /// <summary>Opens the house for a command that works beside the server.</summary>
    /// <exception cref="StartRefusedException">As above, or the house was never opened.</exception>
    public static Task<OpenHouse> Beside(HouseSettings settings, CancellationToken stop) =>
        settings.Database is null && !Database.IsIn(settings.DataFolder) ? throw Addresses.NeverOpened() : Open(settings, Addresses.Recall, stop);

    private static async Task<OpenHouse> Open(
        HouseSettings settings, Func<Database, HouseSettings, CancellationToken, Task<House>> find, CancellationToken stop) {
        var database = await OpenDatabase(settings, stop);
        try {
            return new OpenHouse(database, await find(database, settings, stop));
        } catch {
            await database.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();

    private static async Task<Database> OpenDatabase(HouseSettings settings, CancellationToken stop) {
        try {
            return await Database.Open(settings.DataFolder, settings.Database, Migrations, TimeProvider.System, stop);
        } catch (NpgsqlException e) {
            throw new StartRefusedException($"{Setting.Database}: PostgreSQL does not let us in: {e.Message}");
        } catch (Exception e) when (e is DbException or IOException or UnauthorizedAccessException) {
            throw new StartRefusedException($"{Setting.Data}: the database in {settings.DataFolder} cannot be opened: {e.Message}");
        }
    }
}
