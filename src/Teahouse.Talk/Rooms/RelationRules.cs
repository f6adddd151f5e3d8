using System.Data.Common;
using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms;

/// <summary>What this server does not let its own people say about an event (client-server API, "Avoiding duplicate annotations", "Server behaviour" of threads).</summary>
internal static class RelationRules {
    /// <summary>Whether these rules have a say: most events relate to none and need no look.</summary>
    public static bool Concern(JsonElement content) => Relations.Of(content) is (not null, Relations.Annotation or Relations.Thread);

    /// <summary>Why it may not be said; null when it may.</summary>
    /// <param name="connection">A connection.</param>
    /// <param name="room">The room's number.</param>
    /// <param name="saying">Who says it, of which type.</param>
    /// <param name="content">Its content.</param>
    public static async Task<MatrixError?> Refuse(DbConnection connection, long room, Saying saying, JsonElement content) {
        var (target, kind) = Relations.Of(content);
        if (target is null) return null;
        if (kind == Relations.Thread) {
            return await RoomReader.Event(connection, room, target) is { } root && Relations.Of(root.Pdu.Content) is (not null, _)
                ? new MatrixError(400, "M_UNKNOWN", "A thread begins with an event that relates to no other.") : null;
        }
        if (Relations.KeyOf(content) is not { } key) return null;
        return (await RoomReader.RelatingTo(connection, room, target, Relations.Annotation, saying.Sender, saying.Type)).Any(e => Relations.KeyOf(e.Pdu.Content) == key)
            ? new MatrixError(400, "M_DUPLICATE_ANNOTATION", "You have said the same about this event before.") : null;
    }
}
