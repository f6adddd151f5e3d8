using System.Data.Common;
using Dapper;
using Teahouse.People;

namespace Teahouse.Talk.Keys;

/// <summary>How many one-time keys of a device are left.</summary>
/// <param name="Left">By algorithm; the usual one is named even when none is left, because clients wait for its figure.</param>
/// <param name="UnusedFallback">The algorithms of fallback keys that have not been used.</param>
internal sealed record OneTimeKeyCounts(IReadOnlyDictionary<string, long> Left, IReadOnlyList<string> UnusedFallback) {
    private const string Usual = "signed_curve25519";

    // Most who wait have none: they share it in memory.
    private static readonly OneTimeKeyCounts None = new(new SortedDictionary<string, long>(StringComparer.Ordinal) { [Usual] = 0 }, []);

    private const string LeftAndFallback =
        """
        SELECT algorithm AS Algorithm, count(*) AS Count FROM talk_one_time_key
        WHERE person = @person AND device_id = @device AND claim IS NULL GROUP BY algorithm
        UNION ALL
        SELECT algorithm, NULL FROM talk_fallback_key WHERE person = @person AND device_id = @device AND used = 0
        """;

    /// <summary>Reads what a person's device has.</summary>
    public static async Task<OneTimeKeyCounts> Read(DbConnection connection, Person person) {
        var rows = (await connection.QueryAsync<Row>(LeftAndFallback, new { person = person.Id.Value, device = person.DeviceId })).AsList();
        if (rows.Count == 0) return None;
        var left = new SortedDictionary<string, long>(StringComparer.Ordinal) { [Usual] = 0 };
        foreach (var row in rows) {
            if (row.Count is { } count) left[row.Algorithm] = count;
        }
        return new(left, [.. rows.Where(r => r.Count is null).Select(r => r.Algorithm).Order(StringComparer.Ordinal)]);
    }

    // By properties: of an empty answer SQLite cannot say which type a count has, and a constructor would not fit.
    private sealed record Row {
        public string Algorithm { get; init; } = "";

        public long? Count { get; init; }
    }
}
