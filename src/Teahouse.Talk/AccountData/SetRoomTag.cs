using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.AccountData;

/// <summary>Puts a tag on a room, for the person alone.</summary>
internal static class SetRoomTag {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("PUT", "/user/{userId}/rooms/{roomId}/tags/{tag}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string userId, string roomId, string tag, Person person, HttpContext http, Database database, AccountDataStore store, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        var about = await MatrixBody.Read(http);
        var room = await database.Read(connection => KnownRoom.Demand(connection, roomId, person.UserId), stop);
        await store.Edit(person, room, AccountDataTypes.Tags, tags => RoomTags.With(tags, tag, about), stop);
        return MatrixAnswer.Empty;
    }
}
