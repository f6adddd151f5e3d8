using System.Data.Common;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>Who speaks in a stretch of events (client-server API, "Lazy-loading room members").</summary>
internal static class Speakers {
    /// <summary>The membership events of those who sent the events, as they held at the newest of these.</summary>
    public static async Task<IReadOnlyList<StoredEvent>> Of(DbConnection connection, RoomName room, IReadOnlyList<StoredEvent> events) {
        var members = new List<StoredEvent>();
        foreach (var sender in events.Select(e => e.Pdu.Sender).Distinct()) {
            members.AddRange(await RoomReader.StateAt(connection, room.Number, events.Max(e => e.Position), EventTypes.Member, sender));
        }
        return members;
    }
}
