using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Members;

/// <summary>Stops remembering a room that the person has left. Spec: forgetRoom.</summary>
internal static class ForgetRoom {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("POST", "/rooms/{roomId}/forget", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string roomId, Person person, Database database, CancellationToken stop) {
        var (room, membership) = await database.Read(async connection => {
            var room = await RoomReader.Find(connection, roomId);
            return (room, room is null ? null : await RoomReader.Membership(connection, room.Number, person.UserId));
        }, stop);
        if (room is null || membership is null) throw RoomReader.NotInRoom().Thrown();
        if (membership is not (Memberships.Leave or Memberships.Ban)) throw new MatrixError(400, "M_UNKNOWN", "Leave the room before you forget it.").Thrown();
        // Who has joined again meanwhile has not forgotten anything.
        await database.Write(new(Statement.Do(
            "UPDATE talk_member SET forgotten = 1 WHERE room = @room AND user_id = @userId AND membership IN ('leave', 'ban')",
            ("room", room.Number), ("userId", person.UserId))), stop);
        return MatrixAnswer.Empty;
    }
}
