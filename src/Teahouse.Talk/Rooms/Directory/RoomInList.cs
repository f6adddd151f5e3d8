using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Aliases;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Directory;

/// <summary>
/// Whether a room is in the house's list, and putting it there or taking it out: whoever may say what the room is called may.
/// Spec: getRoomVisibilityOnDirectory, setRoomVisibilityOnDirectory.
/// </summary>
internal static class RoomInList {
    public static void Map(MatrixRoutes routes) {
        routes.Map("GET", "/directory/list/room/{roomId}", Get).Allows(Access.Anybody).AtMost(Rate.Reading);
        routes.Map("PUT", "/directory/list/room/{roomId}", Set).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);
    }

    [Reads]
    private static async Task<IResult> Get(string roomId, Database database, CancellationToken stop) {
        // A room that is in no list is not told from one that is not there.
        var published = await database.Read(async connection =>
            await RoomReader.Find(connection, roomId) is { } room && await PublishedRooms.Include(connection, room.Number), stop);
        return published ? MatrixAnswer.Json(json => json.WriteString("visibility", "public")) : MatrixError.NotFound("No such room is in the list.");
    }

    [Reads]
    private static async Task<IResult> Set(string roomId, Person person, HttpContext http, Database database, CancellationToken stop) {
        var publish = (await MatrixBody.Read(http)).OptionalString("visibility") switch {
            null or "public" => true,
            "private" => false,
            _ => throw MatrixError.InvalidParam("'visibility' is 'public' or 'private'.").Thrown(),
        };
        var room = await database.ReadSnapshot(async connection => {
            var found = await RoomReader.ForMember(connection, roomId, person.UserId);
            return await RoomAliases.MayName(connection, found, person) ? found : throw MatrixError.Forbidden("You may not put this room into the list or take it out.").Thrown();
        }, stop);
        await database.Write(new(publish ? PublishedRooms.Publish(room.Number) : PublishedRooms.Withdraw(room.Number)), stop);
        return MatrixAnswer.Empty;
    }
}
