using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Typing;

/// <summary>Says that a person is typing in a room, or no longer.</summary>
internal static class SetTyping {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("PUT", "/rooms/{roomId}/typing/{userId}", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string roomId, string userId, Person person, HttpContext http, Database database, TypingDesk typing, CancellationToken stop) {
        OwnUser.Demand(person, userId);
        var body = await MatrixBody.Read(http);
        var isTyping = body.OptionalBool("typing") ?? throw MatrixError.MissingParam("'typing' is missing.").Thrown();
        var time = Math.Min(body.OptionalLong("timeout") ?? TalkLimits.TypingMsDefault, TalkLimits.TypingMsMax);
        var room = await database.Read(connection => RoomReader.ForMember(connection, roomId, person.UserId), stop);
        await typing.Set(room.Number, userId, isTyping ? TimeSpan.FromMilliseconds(Math.Max(time, 0)) : TimeSpan.Zero);
        return MatrixAnswer.Empty;
    }
}
