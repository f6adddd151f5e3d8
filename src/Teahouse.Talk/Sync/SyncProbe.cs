using System.Data.Common;
using Dapper;
using Teahouse.People;

namespace Teahouse.Talk.Sync;

/// <summary>What a sync need not read, because nothing of it came after the place that the client has.</summary>
/// <param name="RoomsAreSame">Where the person is, was and is asked to come is as it was known.</param>
/// <param name="AccountDataIsSame">So is what they keep with their account.</param>
/// <param name="JoinedNone">The person has joined no room since.</param>
/// <param name="Silent">The parts that have nothing to say.</param>
internal sealed record SyncGlance(bool RoomsAreSame, bool AccountDataIsSame, bool JoinedNone, IReadOnlySet<ISyncPart> Silent);

/// <summary>
/// Looks in one query what there is to read at all. Most syncs wait for a message and get that message: otherwise each part would
/// ask for itself, and find nothing.
/// </summary>
internal sealed class SyncProbe {
    private const string RoomsChanged = "EXISTS (SELECT 1 FROM talk_member WHERE person = @person AND event_pos > @known)";
    private const string AccountDataChanged = "EXISTS (SELECT 1 FROM talk_account_data WHERE person = @person AND pos > @known)";
    private const string Joined = "EXISTS (SELECT 1 FROM talk_member_change WHERE person = @person AND pos > @since AND membership = 'join')";

    private readonly ISyncPart[] parts;
    private readonly string sql;

    public SyncProbe(IEnumerable<ISyncPart> all) {
        parts = [.. all.Where(p => p.Probe is not null)];
        Nothing = new(true, true, true, parts.ToHashSet());
        sql = $"SELECT {string.Join(" + ", parts.Select(p => p.Probe).Prepend(Joined).Prepend(AccountDataChanged).Prepend(RoomsChanged)
            .Select((condition, bit) => $"CASE WHEN {condition} THEN {1 << bit} ELSE 0 END"))}";
    }

    /// <summary>What is seen where nothing happened to the person.</summary>
    public SyncGlance Nothing { get; }

    /// <summary>Looks; null when the stretch is so long that looking would cost as much as reading.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="person">Whose sync.</param>
    /// <param name="since">The place that the client has.</param>
    /// <param name="until">The newest position.</param>
    /// <param name="known">Up to where the person's rooms and account data are known.</param>
    public async Task<SyncGlance?> Look(DbConnection connection, Person person, long since, long until, long known) {
        if (since == 0 || until - since > TalkLimits.GlanceStretchMax) return null;
        var found = await connection.ExecuteScalarAsync<long>(
            sql, new { person = person.Id.Value, userId = person.UserId, device = person.DeviceId, since, known });
        return new(!Has(found, 0), !Has(found, 1), !Has(found, 2), parts.Where((_, i) => !Has(found, 3 + i)).ToHashSet());
    }

    private static bool Has(long found, int bit) => (found & (1L << bit)) != 0;
}
