using Dapper;
using Teahouse.Storage;

namespace Teahouse.Host.Settings;

/// <summary>
/// Whose days and months money is counted in. It is stored, so that servers in other places, and this house restored on another machine,
/// count the same days; another one that is said takes its place, and statements drawn from then on are cut by it.
/// </summary>
internal static class HouseTimeZone {
    /// <summary>Reads the IANA name of a time zone.</summary>
    /// <exception cref="FormatException">It is none, or none that this machine knows.</exception>
    public static TimeZoneInfo Parse(string text) => TimeZoneInfo.TryFindSystemTimeZoneById(text, out var zone) && zone.HasIanaId
        ? zone : throw new FormatException($"'{text}' is no time zone that this machine knows. One looks like Asia/Shanghai.");

    /// <summary>Keeps what is said; where nothing is, what was said before, and before that the machine's own.</summary>
    /// <exception cref="StartRefusedException">This machine does not know the one that is stored.</exception>
    public static async Task<TimeZoneInfo> Settle(Database database, TimeZoneInfo? said, CancellationToken stop) {
        var stored = await Stored(database, stop);
        if (stored is null || (said is not null && said.Id != stored)) {
            // Another server may be the first: what it says is as good, but what was said here wins.
            await database.Write(new(Statement.Do(
                $"INSERT INTO host_fixed (name, value) VALUES (@name, @value) ON CONFLICT (name) DO {(said is null ? "NOTHING" : "UPDATE SET value = excluded.value")}",
                ("name", Setting.TimeZone.Key), ("value", (said ?? OfTheMachine).Id))), stop);
            stored = await Stored(database, stop);
        }
        try {
            return Parse(stored!);
        } catch (FormatException e) {
            throw new StartRefusedException($"{Setting.TimeZone}: {e.Message} It is what was stored: install the machine's time zones, or say another.");
        }
    }

    private static TimeZoneInfo OfTheMachine => TimeZoneInfo.Local is { HasIanaId: true } local ? local : TimeZoneInfo.Utc;

    private static Task<string?> Stored(Database database, CancellationToken stop) => database.Read(
        c => c.QuerySingleOrDefaultAsync<string?>("SELECT value FROM host_fixed WHERE name = @name", new { name = Setting.TimeZone.Key }), stop);
}

/// <summary>The machine's clock in the house's time zone.</summary>
/// <param name="zone">Whose days and months are counted.</param>
internal sealed class HouseClock(TimeZoneInfo zone) : TimeProvider {
    /// <inheritdoc/>
    public override TimeZoneInfo LocalTimeZone => zone;
}
