using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Push;

/// <summary>Removes a push rule of the person's own.</summary>
internal static class DeletePushRule {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("DELETE", "/pushrules/global/{kind}/{ruleId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(string kind, string ruleId, Person person, PushRuleEditor rules, CancellationToken stop) {
        await rules.Edit(person, r => r.Remove(PushRuleset.Kind(kind), ruleId), stop);
        return MatrixAnswer.Empty;
    }
}
