using System.Data.Common;
using Dapper;
using Teahouse.People;

namespace Teahouse.Talk.Keys;

/// <summary>How many one-time keys of a device are left.</summary>
internal static class OneTimeKeyCounts {
    private const string Usual = "signed_curve25519";

    private const string Left =
        """
        SELECT algorithm AS Algorithm, count(*) AS Count FROM talk_one_time_key
        WHERE person = @person AND device_id = @device AND claim IS NULL GROUP BY algorithm
        """;

    private const string LeftAndFallback =
        $"""
        {Left} UNION ALL
        SELECT algorithm, NULL FROM talk_fallback_key WHERE person = @person AND device_id = @device AND used = 0
        """;

    /// <summary>By algorithm; the usual one is named even when none is left, because clients wait for its figure.</summary>
    public static async Task<SortedDictionary<string, long>> Read(DbConnection connection, Person person) => Of(await Rows(connection, Left, person));

    /// <summary>The same, and the algorithms of fallback keys that have not been used.</summary>
    public static async Task<(SortedDictionary<string, long> Left, IEnumerable<string> Unused)> ReadWithFallback(DbConnection connection, Person person) {
        var rows = await Rows(connection, LeftAndFallback, person);
        return (Of(rows), rows.Where(r => r.Count is null).Select(r => r.Algorithm).Order(StringComparer.Ordinal));
    }

    private static async Task<IReadOnlyList<Row>> Rows(DbConnection connection, string sql, Person person) =>
        (await connection.QueryAsync<Row>(sql, new { person = person.Id.Value, device = person.DeviceId })).AsList();

    private static SortedDictionary<string, long> Of(IReadOnlyList<Row> rows) {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal) { [Usual] = 0 };
        foreach (var row in rows) {
            if (row.Count is { } count) counts[row.Algorithm] = count;
        }
        return counts;
    }

    // By properties: of an empty answer SQLite cannot say which type a count has, and a constructor would not fit.
    private sealed record Row {
        public string Algorithm { get; init; } = "";

        public long? Count { get; init; }
    }
}
