using System.Text.Json;
using Teahouse.People;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.AccountData;

/// <summary>The types of account data that the server itself knows.</summary>
internal static class AccountDataTypes {
    public const string FullyRead = "m.fully_read";
    public const string IgnoredUsers = "m.ignored_user_list";
    public const string PushRules = "m.push_rules";
    public const string Tags = "m.tag";

    /// <summary>Lets through what a client may set.</summary>
    /// <exception cref="MatrixRefusalException">405 M_BAD_JSON for what the server keeps itself; M_INVALID_PARAM for whoever would ignore themself.</exception>
    public static void DemandSettable(Person person, string type, JsonElement content) {
        if (type is FullyRead or PushRules) throw new MatrixError(405, "M_BAD_JSON", $"{type} is not set through this API.").Thrown();
        if (type == IgnoredUsers && content.OptionalObject("ignored_users") is { } ignored && ignored.TryGetProperty(person.UserId, out _)) {
            throw MatrixError.InvalidParam("Nobody can ignore themself.").Thrown();
        }
    }
}
