using System.Data.Common;
using System.Text.Json;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Typing;

/// <summary>Who is typing, in a sync: always everybody who types in a room, because a client replaces what it knows.</summary>
internal sealed class TypingInSync(Typists typists) : ISyncPart {
    /// <inheritdoc/>
    public string? Probe => null;

    /// <inheritdoc/>
    public Task Read(DbConnection connection, SyncWindow window, SyncAnswer answer) {
        var (rooms, until) = typists.Since(window.Joined.Keys, room => window.NewlyJoined.Contains(room) ? 0 : window.TypingSince);
        foreach (var (room, userIds) in rooms) {
            var typing = SyncEvent.Of("m.typing", json => Write(json, userIds.Where(u => !window.Ignored.Contains(u))));
            answer.Room(room).Ephemeral.AddIfAllowed(typing, window.Filter.Ephemeral, window.Joined[room]);
        }
        // Another silo may have been ahead of this one's copy.
        answer.TypingUntil = Math.Max(until, window.TypingSince);
        return Task.CompletedTask;
    }

    private static void Write(Utf8JsonWriter json, IEnumerable<string> userIds) {
        json.WriteStartObject();
        json.WriteStartArray("user_ids");
        foreach (var userId in userIds) json.WriteStringValue(userId);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
