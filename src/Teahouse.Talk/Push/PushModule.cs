using Microsoft.Extensions.DependencyInjection;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Push;

/// <summary>Push rules: what they need, and their routes.</summary>
internal static class PushModule {
    public static void AddPush(this IServiceCollection services) {
        services.AddSingleton<PushRuleEditor>();
    }

    public static void Map(MatrixRoutes matrix) {
        GetPushRules.Map(matrix);
        GetPushRulesGlobal.Map(matrix);
        GetPushRule.Map(matrix);
        SetPushRule.Map(matrix);
        DeletePushRule.Map(matrix);
        IsPushRuleEnabled.Map(matrix);
        SetPushRuleEnabled.Map(matrix);
        GetPushRuleActions.Map(matrix);
        SetPushRuleActions.Map(matrix);
        GetPushers.Map(matrix);
    }
}
