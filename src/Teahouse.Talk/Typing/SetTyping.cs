using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;
using Teahouse.Talk.Rooms.Reading;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Typing;

/// <summary>Says that a person is typing in a room, or no longer.</summary>
internal static class SetTyping {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("PUT", "/rooms/{roomId}/typing/{userId}", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string roomId, string userId, Person person, HttpContext http, Database database, Typists typists, RoomBell bell, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        var body = await MatrixBody.Read(http);
        var typing = body.OptionalBool("typing") ?? throw MatrixError.MissingParam("'typing' is missing.").Thrown();
        var time = Math.Min(body.OptionalLong("timeout") ?? TalkLimits.TypingMsDefault, TalkLimits.TypingMsMax);
        var room = await database.Read(connection => RoomReader.ForMember(connection, roomId, person.UserId), stop);
        var changed = typing && time > 0 ? typists.Start(room.Number, userId, TimeSpan.FromMilliseconds(time)) : typists.Stop(room.Number, userId);
        if (changed) await bell.Ring(room.Number);
        return MatrixAnswer.Empty;
    }
}
