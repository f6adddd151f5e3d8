using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Reporting;

/// <summary>Reports a room, also from outside it. The answer is the same whether there is such a room or not.</summary>
internal static class ReportRoom {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("POST", "/rooms/{roomId}/report", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string roomId, Person person, HttpContext http, Database database, ReportBook reports, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        body.RequiredString("reason");
        if (await database.Read(connection => RoomReader.Find(connection, roomId), stop) is not null) await reports.Keep(person, new(roomId), ReportBook.Reason(body), stop);
        return MatrixAnswer.Empty;
    }
}
