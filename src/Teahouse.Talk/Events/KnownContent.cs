using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Events;

/// <summary>Whether the content of an event whose type the server understands has the form that its schema gives it.
/// Checked before the authorisation rules, of events that our own people send.</summary>
internal static class KnownContent {
    /// <summary>Null when it has, or when the type is none that we know.</summary>
    public static MatrixError? Check(string type, string? stateKey, JsonElement content) {
        if (content.ValueKind != JsonValueKind.Object) return MatrixError.BadJson("The content of an event is an object.");
        if (type == EventTypes.Redaction) return IsTextOrMissing(content, "redacts") ? null : Wrong(type, "redacts");
        if (stateKey is null) return null;
        return type switch {
            EventTypes.CanonicalAlias => CheckAliases(content),
            EventTypes.PowerLevels => PowerLevelRules.RefuseForm(content) is { } sentence ? MatrixError.BadJson(sentence) : null,
            EventTypes.Member when !MatrixIds.IsUserId(stateKey) => MatrixError.BadJson("The state key of a member event is a user id."),
            _ => Array.Find(RulesOf(type), rule => !rule.Holds(content)) is { } broken ? Wrong(type, broken.Name) : null,
        };
    }

    private static Rule[] RulesOf(string type) => type switch {
        EventTypes.Create => [
            new("m.federate", IsBool), new("room_version", IsText), new("type", IsText),
            new("predecessor", p => p.ValueKind == JsonValueKind.Object && Has(p, "room_id", IsText)),
            new("additional_creators", l => AreAll(l, e => IsText(e) && MatrixIds.IsUserId(e.GetString()!))),
        ],
        EventTypes.Member => [
            new("membership", v => IsOneOf(v, Memberships.Join, Memberships.Invite, Memberships.Knock, Memberships.Leave, Memberships.Ban), true),
            new("displayname", IsTextOrNull), new("avatar_url", IsTextOrNull), new("is_direct", IsBool), new("reason", IsText),
            new("join_authorised_via_users_server", IsText),
            new("third_party_invite", i => i.ValueKind == JsonValueKind.Object && Has(i, "signed", s => s.ValueKind == JsonValueKind.Object)),
        ],
        EventTypes.JoinRules => [
            new("join_rule", v => IsOneOf(v, "public", "knock", "invite", "private", "restricted", "knock_restricted"), true),
            new("allow", l => AreAll(l, c => c.ValueKind == JsonValueKind.Object && Has(c, "type", IsText))),
        ],
        EventTypes.HistoryVisibility => [
            new("history_visibility", v => IsOneOf(v, HistoryVisibility.WorldReadable, HistoryVisibility.Shared, HistoryVisibility.Invited,
                HistoryVisibility.Joined), true),
        ],
        EventTypes.GuestAccess => [new("guest_access", v => IsOneOf(v, "can_join", "forbidden"), true)],
        EventTypes.Name => [new("name", IsText)],
        EventTypes.Topic => [new("topic", IsText)],
        EventTypes.Avatar => [new("url", IsText)],
        EventTypes.Encryption => [new("algorithm", IsText, true), new("rotation_period_ms", IsWhole), new("rotation_period_msgs", IsWhole)],
        EventTypes.PinnedEvents => [new("pinned", l => AreAll(l, IsText))],
        EventTypes.Tombstone => [new("body", IsText), new("replacement_room", v => IsText(v) && MatrixIds.IsRoomId(v.GetString()!))],
        EventTypes.ServerAcl => [new("allow", l => AreAll(l, IsText)), new("deny", l => AreAll(l, IsText)), new("allow_ip_literals", IsBool)],
        EventTypes.ThirdPartyInvite => [new("display_name", IsText), new("public_key", IsText), new("key_validity_url", IsText)],
        _ => [],
    };

    private static MatrixError? CheckAliases(JsonElement content) {
        if (!HasIfPresent(content, "alias", v => IsTextOrNull(v))) return Wrong(EventTypes.CanonicalAlias, "alias");
        if (!HasIfPresent(content, "alt_aliases", l => l.ValueKind == JsonValueKind.Null || AreAll(l, IsText))) return Wrong(EventTypes.CanonicalAlias, "alt_aliases");
        return AliasesIn(content).All(MatrixIds.IsAlias) ? null : MatrixError.InvalidParam("An alias is not in the form #name:server.");
    }

    /// <summary>The aliases that a canonical alias event's content of right form names; an empty one stands for none.</summary>
    public static IEnumerable<string> AliasesIn(JsonElement content) {
        if (content.OptionalString("alias") is { Length: > 0 } alias) yield return alias;
        foreach (var other in content.OptionalStrings("alt_aliases")) yield return other;
    }

    private sealed record Rule(string Name, Func<JsonElement, bool> IsRight, bool Required = false) {
        public bool Holds(JsonElement content) => content.TryGetProperty(Name, out var value) ? IsRight(value) : !Required;
    }

    private static MatrixError Wrong(string type, string name) => MatrixError.BadJson($"'{name}' in {type} is missing or not what it must be.");

    private static bool Has(JsonElement obj, string name, Func<JsonElement, bool> isRight) => obj.TryGetProperty(name, out var value) && isRight(value);

    private static bool HasIfPresent(JsonElement obj, string name, Func<JsonElement, bool> isRight) =>
        !obj.TryGetProperty(name, out var value) || isRight(value);

    private static bool IsTextOrMissing(JsonElement obj, string name) => HasIfPresent(obj, name, IsText);

    private static bool IsText(JsonElement value) => value.ValueKind == JsonValueKind.String;

    private static bool IsTextOrNull(JsonElement value) => value.ValueKind is JsonValueKind.String or JsonValueKind.Null;

    private static bool IsBool(JsonElement value) => value.ValueKind is JsonValueKind.True or JsonValueKind.False;

    private static bool IsWhole(JsonElement value) => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _);

    private static bool IsOneOf(JsonElement value, params string[] known) => IsText(value) && known.Contains(value.GetString());

    private static bool AreAll(JsonElement list, Func<JsonElement, bool> isRight) =>
        list.ValueKind == JsonValueKind.Array && list.EnumerateArray().All(isRight);
}
