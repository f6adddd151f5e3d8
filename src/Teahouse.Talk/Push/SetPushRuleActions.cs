using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Push;

/// <summary>Changes what a push rule does.</summary>
internal static class SetPushRuleActions {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("PUT", "/pushrules/global/{kind}/{ruleId}/actions", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string kind, string ruleId, Person person, HttpContext http, PushRuleEditor rules, CancellationToken stop) {
        var actions = PushRule.ActionsOf(await MatrixBody.Read(http));
        await rules.Edit(person, r => r.SetActions(PushRuleset.Kind(kind), ruleId, actions), stop);
        return MatrixAnswer.Empty;
    }
}
