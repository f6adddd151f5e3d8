using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Push;

/// <summary>Reads what a push rule does.</summary>
internal static class GetPushRuleActions {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("GET", "/pushrules/global/{kind}/{ruleId}/actions", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(string kind, string ruleId, Person person, PushRuleEditor rules, CancellationToken stop) {
        var rule = (await rules.Read(person, stop)).Get(PushRuleset.Kind(kind), ruleId);
        return MatrixAnswer.Json(json => {
            json.WritePropertyName("actions");
            rule.Actions.WriteTo(json);
        });
    }
}
