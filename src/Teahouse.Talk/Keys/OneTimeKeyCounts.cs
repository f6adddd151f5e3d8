using System.Data.Common;
using Dapper;
using Teahouse.People;

namespace Teahouse.Talk.Keys;

/// <summary>How many one-time keys of a device are left.</summary>
internal static class OneTimeKeyCounts {
    private const string Usual = "signed_curve25519";

    /// <summary>By algorithm; the usual one is named even when none is left, because clients wait for its figure.</summary>
    public static async Task<SortedDictionary<string, long>> Read(DbConnection connection, Person person) {
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal) { [Usual] = 0 };
        foreach (var (algorithm, count) in await connection.QueryAsync<(string, long)>(
            """
            SELECT algorithm, count(*) FROM talk_one_time_key
            WHERE person = @person AND device_id = @device AND claim IS NULL GROUP BY algorithm
            """,
            new { person = person.Id.Value, device = person.DeviceId })) counts[algorithm] = count;
        return counts;
    }
}
