using Teahouse.Storage;
using Teahouse.Talk.AccountData;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk;

/// <summary>Who stands in which conversation, for other modules: nothing of what is said there.</summary>
public sealed class RoomMembers {
    private readonly Database database;

    internal RoomMembers(Database database) => this.database = database;

    /// <summary>Whether somebody is joined to a room now; false for what is no room.</summary>
    /// <param name="roomId">The room's id, as somebody wrote it.</param>
    /// <param name="userId">Their Matrix user id.</param>
    /// <param name="stop">Gives up the wait.</param>
    public Task<bool> IsIn(string roomId, string userId, CancellationToken stop) => database.ReadSnapshot(async connection =>
        await RoomReader.Find(connection, roomId) is { } room && await RoomReader.Membership(connection, room.Number, userId) == "join", stop);

    /// <summary>Whether somebody ignores another.</summary>
    /// <param name="person">Who ignores.</param>
    /// <param name="userId">The Matrix user id of who is ignored.</param>
    /// <param name="stop">Gives up the wait.</param>
    public async Task<bool> Ignores(PersonId person, string userId, CancellationToken stop) =>
        (await database.Read(connection => IgnoredUsers.Read(connection, person), stop)).Contains(userId);
}
