using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Aliases;

/// <summary>Gives a room that one is in a name. Spec: setRoomAlias.</summary>
internal static class SetRoomAlias {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("PUT", "/directory/room/{roomAlias}", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string roomAlias, Person person, HttpContext http, Database database, House house, TimeProvider clock, CancellationToken stop) {
        var roomId = (await MatrixBody.Read(http)).RequiredString("room_id");
        RoomAliases.CheckForm(roomAlias);
        if (MatrixIds.ServerOf(roomAlias) != house.ServerName) throw MatrixError.InvalidParam("This server keeps only aliases that end with its own name.").Thrown();
        var room = await database.Read(connection => RoomReader.ForMember(connection, roomId, person.UserId), stop);
        var at = clock.GetUtcNow().ToUnixTimeMilliseconds();
        try {
            // Who has left meanwhile names nothing, nobody takes a name that is taken, and no room collects names without end.
            await database.Write(new(Statement.Claim(
                """
                INSERT INTO talk_alias (alias, room, creator, at)
                SELECT @alias, m.room, m.person, @at FROM talk_member m
                WHERE m.room = @room AND m.user_id = @userId AND m.membership = 'join'
                    AND (SELECT count(*) FROM talk_alias a WHERE a.room = @room) < @max
                ON CONFLICT (alias) DO NOTHING
                """,
                ("alias", roomAlias), ("at", at), ("room", room.Number), ("userId", person.UserId), ("max", (long)TalkLimits.RoomAliasesMax))), stop);
        } catch (WriteLostException) {
            var taken = await database.Read(connection => RoomAliases.RoomIdOf(connection, roomAlias), stop) is not null;
            throw (taken ? new MatrixError(409, "M_UNKNOWN", "This alias is taken.") : MatrixError.Forbidden("You may give this room no more aliases.")).Thrown();
        }
        return MatrixAnswer.Empty;
    }
}
