using System.Data.Common;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Sync;

/// <summary>Remembers what people may see of the rooms that they are in. A cache: what is not in it is read from the database.</summary>
internal sealed class RoomSights {
    private readonly BoundedCache<(long Person, long Room), (long Place, RoomVisibility Visibility)> sights = new(TalkLimits.RoomSightsKeptMax);

    /// <summary>What a person may see of a room.</summary>
    /// <param name="connection">The database.</param>
    /// <param name="window">Whose sync.</param>
    /// <param name="room">The room.</param>
    /// <param name="fresh">All that was said in the room in the window; null when that is not known.</param>
    public async Task<RoomVisibility> Of(DbConnection connection, SyncWindow window, RoomName room, IReadOnlyList<StoredEvent>? fresh) {
        var key = (window.Person.Id.Value, room.Number);
        var visibility = fresh is not null && sights.TryGet(key, out var sight) && sight.Place >= window.Since && sight.Place <= window.Until
            && fresh.All(e => e.Position <= sight.Place || e.IsPlain)
            ? sight.Visibility : await RoomVisibility.Of(connection, room, window.Person.UserId);
        sights.Keep(key, (window.Until, visibility));
        return visibility;
    }
}
