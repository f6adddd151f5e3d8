using System.Collections.Frozen;
using System.Data.Common;
using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.AccountData;

/// <summary>Whom a person ignores: their m.ignored_user_list.</summary>
internal static class IgnoredUsers {
    /// <summary>The user ids; none when there is no list.</summary>
    public static async Task<IReadOnlySet<string>> Read(DbConnection connection, PersonId person) {
        if (await AccountDataStore.Find(connection, person, room: 0, AccountDataTypes.IgnoredUsers) is not { } json) return FrozenSet<string>.Empty;
        using var content = JsonDocument.Parse(json);
        return content.RootElement.OptionalObject("ignored_users") is { } users
            ? users.EnumerateObject().Select(u => u.Name).ToFrozenSet(StringComparer.Ordinal) : FrozenSet<string>.Empty;
    }
}
