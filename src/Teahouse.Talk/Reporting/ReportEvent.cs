using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Reporting;

/// <summary>Reports an event of a room that the person is in.</summary>
internal static class ReportEvent {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("POST", "/rooms/{roomId}/report/{eventId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string roomId, string eventId, Person person, HttpContext http, Database database, ReportBook reports, CancellationToken stop) {
        var reason = ReportBook.Reason(await MatrixBody.Read(http));
        if (!await database.Read(connection => IsThere(connection, roomId, eventId, person.UserId), stop)) {
            return MatrixError.NotFound("There is no such event, or you are not in its room.");
        }
        await reports.Keep(person, new(roomId, eventId), reason, stop);
        return MatrixAnswer.Empty;
    }

    private static async Task<bool> IsThere(DbConnection connection, string roomId, string eventId, string userId) =>
        await RoomReader.Find(connection, roomId) is { } room
        && await RoomReader.Membership(connection, room.Number, userId) == Memberships.Join
        && await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM talk_event WHERE event_id = @eventId AND room = @room", new { eventId, room = room.Number }) > 0;
}
