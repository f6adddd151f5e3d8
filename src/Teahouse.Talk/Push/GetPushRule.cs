using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Push;

/// <summary>Reads one push rule.</summary>
internal static class GetPushRule {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("GET", "/pushrules/global/{kind}/{ruleId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string kind, string ruleId, Person person, PushRuleEditor rules, CancellationToken stop) {
        var ruleset = await rules.Read(person, stop);
        return MatrixAnswer.Json(ruleset.Get(PushRuleset.Kind(kind), ruleId).WriteProperties);
    }
}
