using System.Text;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Push;

/// <summary>Reads the only ruleset there is.</summary>
internal static class GetPushRulesGlobal {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("GET", "/pushrules/global/", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(Person person, PushRuleEditor rules, CancellationToken stop) =>
        MatrixAnswer.Raw(Encoding.UTF8.GetBytes((await rules.Read(person, stop)).Global().GetProperty("global").GetRawText()));
}
