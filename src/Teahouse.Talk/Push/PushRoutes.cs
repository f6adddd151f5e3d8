using Teahouse.People.Matrix;

namespace Teahouse.Talk.Push;

/// <summary>The routes of push rules.</summary>
internal static class PushRoutes {
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
