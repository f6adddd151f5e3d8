using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Push;

/// <summary>Adds a push rule of the person's own, or changes it.</summary>
internal static class SetPushRule {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("PUT", "/pushrules/global/{kind}/{ruleId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string kind, string ruleId, string? before, string? after, Person person, HttpContext http, PushRuleEditor rules, CancellationToken stop) {
        var rule = PushRule.FromRequest(PushRuleset.Kind(kind), ruleId, await MatrixBody.Read(http));
        await rules.Edit(person, r => r.Set(PushRuleset.Kind(kind), rule, before, after), stop);
        return MatrixAnswer.Empty;
    }
}
