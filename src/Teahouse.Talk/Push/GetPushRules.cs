using System.Text;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Push;

/// <summary>Reads all push rules.</summary>
internal static class GetPushRules {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("GET", "/pushrules/", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(Person person, PushRuleEditor rules, CancellationToken stop) =>
        MatrixAnswer.Raw(Encoding.UTF8.GetBytes((await rules.Read(person, stop)).Global().GetRawText()));
}
