using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.AccountData;

/// <summary>Takes a tag off a room.</summary>
internal static class DeleteRoomTag {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("DELETE", "/user/{userId}/rooms/{roomId}/tags/{tag}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string userId, string roomId, string tag, Person person, Database database, AccountDataStore store, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        var room = await database.Read(connection => KnownRoom.Demand(connection, roomId, person.UserId), stop);
        await store.Edit(person, room, AccountDataTypes.Tags, tags => RoomTags.Without(tags, tag), stop);
        return MatrixAnswer.Empty;
    }
}
