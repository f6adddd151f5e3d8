using System.Data.Common;
using System.Text.Json;
using Dapper;

namespace Teahouse.Talk.Sync;

/// <summary>How many are in a room, and whom to name it by when it has no name. Spec: sync, "RoomSummary".</summary>
/// <param name="Heroes">Up to five others: those in the room or asked to come; those who left when nobody else is there.</param>
/// <param name="Joined">How many are in it.</param>
/// <param name="Invited">How many are asked to come.</param>
internal sealed record RoomSummary(IReadOnlyList<string> Heroes, long Joined, long Invited) {
    private const int HeroesMax = 5;

    /// <summary>Reads the summary of a room for one person.</summary>
    public static async Task<RoomSummary> Of(DbConnection connection, long room, string userId) {
        var counts = (await connection.QueryAsync<Count>(
            "SELECT membership AS Membership, count(*) AS People FROM talk_member WHERE room = @room AND membership IN ('join', 'invite') GROUP BY membership",
            new { room })).ToDictionary(c => c.Membership, c => c.People, StringComparer.Ordinal);
        var present = await Others(connection, room, userId, "'join', 'invite'");
        var heroes = present.Length > 0 ? present : await Others(connection, room, userId, "'leave', 'ban'");
        return new(heroes, counts.GetValueOrDefault("join"), counts.GetValueOrDefault("invite"));
    }

    /// <summary>Writes it as a property.</summary>
    public void Write(Utf8JsonWriter json) {
        json.WriteStartObject("summary");
        json.WriteStartArray("m.heroes");
        foreach (var hero in Heroes) json.WriteStringValue(hero);
        json.WriteEndArray();
        json.WriteNumber("m.joined_member_count", Joined);
        json.WriteNumber("m.invited_member_count", Invited);
        json.WriteEndObject();
    }

    private static async Task<string[]> Others(DbConnection connection, long room, string userId, string memberships) =>
        [.. await connection.QueryAsync<string>(
            $"SELECT user_id FROM talk_member WHERE room = @room AND user_id <> @userId AND membership IN ({memberships}) ORDER BY event_pos LIMIT {HeroesMax}",
            new { room, userId })];

    // By properties: of an empty answer SQLite cannot say which type a count() has, and a constructor would not fit.
    private sealed record Count {
        public string Membership { get; init; } = "";

        public long People { get; init; }
    }
}
