using Dapper;
using Teahouse.Storage;

namespace Teahouse.Talk.Sync;

/// <summary>Rings the inboxes of all people of this server who are joined to a room.</summary>
internal sealed class RoomBell(Database database, Inboxes inboxes) {
    /// <summary>Rings them. Call it after the commit.</summary>
    public async Task Ring(long room) {
        var people = await database.Read(connection => connection.QueryAsync<long>(
            "SELECT person FROM talk_member WHERE room = @room AND membership = 'join' AND person IS NOT NULL", new { room }), CancellationToken.None);
        inboxes.Ring(people.Select(person => new PersonId(person)));
    }
}
