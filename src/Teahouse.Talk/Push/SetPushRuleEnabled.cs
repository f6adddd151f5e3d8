using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Push;

/// <summary>Puts a push rule in force or out of it.</summary>
internal static class SetPushRuleEnabled {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("PUT", "/pushrules/global/{kind}/{ruleId}/enabled", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string kind, string ruleId, Person person, HttpContext http, PushRuleEditor rules, CancellationToken stop) {
        var enabled = (await MatrixBody.Read(http)).OptionalBool("enabled") ?? throw MatrixError.MissingParam("'enabled' is missing.").Thrown();
        await rules.Edit(person, r => r.SetEnabled(PushRuleset.Kind(kind), ruleId, enabled), stop);
        return MatrixAnswer.Empty;
    }
}
