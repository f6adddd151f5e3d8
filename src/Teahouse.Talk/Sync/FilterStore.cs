using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Sync;

/// <summary>Filters that clients have left with the server, exactly as they gave them.</summary>
internal sealed class FilterStore(Database database, TimeProvider clock) {
    private const int HashBytes = 12;

    private const string Keep =
        """
        INSERT INTO talk_filter (person, filter_id, filter, defined_at) VALUES (@person, @filterId, @filter, @now)
        ON CONFLICT (person, filter_id) DO UPDATE SET defined_at = excluded.defined_at
        """;

    // Clients define their filters anew when the server has none by that id, so the oldest may go.
    private const string DropOldest =
        """
        DELETE FROM talk_filter WHERE person = @person AND defined_at < (
            SELECT f.defined_at FROM talk_filter f WHERE f.person = @person ORDER BY f.defined_at DESC LIMIT 1 OFFSET @kept)
        """;

    /// <summary>What a client means by the <c>filter</c> of a request: nothing, a filter as JSON, or the id of one that it defined.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM when there is no such filter; what <see cref="Filter.Parse"/> throws.</exception>
    public async Task<Filter> Resolve(Person person, string? filterQueryValue, CancellationToken stop) =>
        string.IsNullOrEmpty(filterQueryValue) ? Filter.Default
        : filterQueryValue.StartsWith('{') ? Filter.Parse(StrictJson.Parse(Encoding.UTF8.GetBytes(filterQueryValue)))
        : await Find(person, filterQueryValue, stop) is { } filter ? Filter.Parse(StrictJson.Parse(Encoding.UTF8.GetBytes(filter)))
        : throw MatrixError.InvalidParam("There is no such filter.").Thrown();

    /// <summary>Keeps a filter.</summary>
    /// <returns>Its id; the same text has the same.</returns>
    /// <exception cref="MatrixRefusalException">What <see cref="Filter.Parse"/> throws; M_TOO_LARGE.</exception>
    public async Task<string> Define(Person person, JsonElement filter, CancellationToken stop) {
        Filter.Parse(filter);
        var text = filter.GetRawText();
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > TalkLimits.FilterBytesMax) throw MatrixError.TooLarge($"A filter has at most {TalkLimits.FilterBytesMax} bytes.").Thrown();
        var filterId = Base64Url.EncodeToString(SHA256.HashData(bytes).AsSpan(0, HashBytes));
        var id = person.Id.Value;
        await database.Write(new Write(
            Statement.Do(Keep, ("person", id), ("filterId", filterId), ("filter", text), ("now", clock.GetUtcNow().ToUnixTimeMilliseconds())),
            Statement.Do(DropOldest, ("person", id), ("kept", (long)TalkLimits.FiltersPerPersonMax - 1))), stop);
        return filterId;
    }

    /// <summary>The text of a filter that this person defined, or null.</summary>
    public Task<string?> Find(Person person, string filterId, CancellationToken stop) =>
        !Base64Url.IsValid(filterId) ? Task.FromResult<string?>(null)
        : database.Read(connection => connection.QuerySingleOrDefaultAsync<string?>(
            "SELECT filter FROM talk_filter WHERE person = @person AND filter_id = @filterId", new { person = person.Id.Value, filterId }), stop);
}
