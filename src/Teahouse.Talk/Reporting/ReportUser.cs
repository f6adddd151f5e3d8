using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Reporting;

/// <summary>Reports a person of this server. The answer is the same whether there is such a person or not.</summary>
internal static class ReportUser {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("POST", "/users/{userId}/report", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string userId, Person person, HttpContext http, PeopleDirectory people, ReportBook reports, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        body.RequiredString("reason");
        if (await people.Find(userId, stop) is not null) await reports.Keep(person, new(UserId: userId), ReportBook.Reason(body), stop);
        return MatrixAnswer.Empty;
    }
}
