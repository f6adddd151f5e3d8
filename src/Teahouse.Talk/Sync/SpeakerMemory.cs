using System.Data.Common;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Sync;

/// <summary>A speaker's membership, as clients hear of it that load members lazily.</summary>
/// <param name="Member">The event.</param>
/// <param name="Replaced">What it replaced; null for nothing.</param>
internal sealed record Speaker(StoredEvent Member, Pdu? Replaced);

/// <summary>Remembers the memberships of those who speak, while their rooms stay as they are. A cache.</summary>
internal sealed class SpeakerMemory {
    private readonly BoundedCache<(long Room, string UserId), (long Place, Speaker Speaker)> speakers = new(TalkLimits.SpeakersKeptMax);

    /// <summary>The membership of somebody at a position of a sync's window; null for who never had one.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="window">The sync.</param>
    /// <param name="room">The room's number.</param>
    /// <param name="userId">Who speaks.</param>
    /// <param name="at">The position.</param>
    /// <param name="roomIsSame">Whether nothing changed in the room in the window.</param>
    public async Task<Speaker?> Find(DbConnection connection, SyncWindow window, long room, string userId, long at, bool roomIsSame) {
        if (roomIsSame && speakers.TryGet((room, userId), out var known) && known.Place >= window.Since && known.Place <= window.Until) {
            speakers.Keep((room, userId), (window.Until, known.Speaker));
            return known.Speaker;
        }
        if (await RoomReader.StateAt(connection, room, at, EventTypes.Member, userId) is not [var member]) return null;
        var replaced = await EventRenderer.Replaced(connection, [member]);
        var speaker = new Speaker(member, replaced.GetValueOrDefault(member.Position));
        if (roomIsSame) speakers.Keep((room, userId), (window.Until, speaker));
        return speaker;
    }
}
