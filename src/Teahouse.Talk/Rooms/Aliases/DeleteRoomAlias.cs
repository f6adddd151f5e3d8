using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Aliases;

/// <summary>Takes a name from a room: whoever gave it may, and whoever may say which name is the room's first. Spec: deleteRoomAlias.</summary>
internal static class DeleteRoomAlias {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("DELETE", "/directory/room/{roomAlias}", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string roomAlias, Person person, Database database, RoomAliases aliases, CancellationToken stop) {
        RoomAliases.CheckForm(roomAlias);
        var (creator, roomId, mayName) = await database.ReadSnapshot(async connection => (
            await connection.QueryFirstOrDefaultAsync<long?>("SELECT creator FROM talk_alias WHERE alias = @roomAlias", new { roomAlias }),
            await RoomAliases.RoomIdOf(connection, roomAlias),
            await MayNameTheRoom(connection, roomAlias, person)), stop);
        if (roomId is null) throw MatrixError.NotFound("No room here has this alias.").Thrown();
        if (creator != person.Id.Value && !mayName) throw MatrixError.Forbidden("Somebody else gave the room this alias.").Thrown();
        await database.Write(new(Statement.Do("DELETE FROM talk_alias WHERE alias = @alias", ("alias", roomAlias))), stop);
        if (mayName) await aliases.CallNoMore(roomId, roomAlias, person);
        return MatrixAnswer.Empty;
    }

    private static async Task<bool> MayNameTheRoom(DbConnection connection, string alias, Person person) =>
        await RoomAliases.RoomIdOf(connection, alias) is { } roomId && await RoomReader.Find(connection, roomId) is { } room
        && await RoomAliases.MayName(connection, room, person);
}
