using System.Data.Common;
using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.AccountData;

namespace Teahouse.Talk.Push;

/// <summary>The way to a person's push rules: what they edited lies with their account data.</summary>
internal static class PushRules {
    /// <summary>The default rules with the person's edits.</summary>
    public static async Task<PushRuleset> Read(DbConnection connection, PersonId person, string userId) =>
        Of(userId, await AccountDataStore.Find(connection, person, room: 0, AccountDataTypes.PushRules));

    /// <summary>The default rules with edits as they are kept; null for none.</summary>
    public static PushRuleset Of(string userId, string? edits) {
        if (edits is null) return PushRuleset.Default(userId);
        using var kept = JsonDocument.Parse(edits, StrictJson.Own);
        return PushRuleset.Merge(userId, kept.RootElement.Clone());
    }
}
