using System.Globalization;
using System.Text.Json;

namespace Teahouse.Talk.Push;

/// <summary>A condition of a push rule, compiled. Source: client-server API, "Push Notifications", "Conditions".</summary>
internal abstract class PushCondition {
    /// <summary>Whether the condition holds for this event.</summary>
    public abstract bool Holds(EventView view, PushContext context);

    /// <summary>Compiles a condition. One that is not known, or not complete, never holds.</summary>
    public static PushCondition Of(JsonElement condition) =>
        Text(condition, "kind") switch {
            "event_match" when Text(condition, "key") is { } key && Text(condition, "pattern") is { } pattern => new Match(key, pattern),
            "event_property_is" when Text(condition, "key") is { } key && Value(condition) is { } value => new Is(PropertyPath.Parse(key), value),
            "event_property_contains" when Text(condition, "key") is { } key && Value(condition) is { } value =>
                new Contains(PropertyPath.Parse(key), value),
            "contains_display_name" => new DisplayName(),
            "room_member_count" when Text(condition, "is") is { } count => Count(count),
            "sender_notification_permission" when Text(condition, "key") is { } key => new Permission(key),
            _ => new Never(),
        };

    /// <summary>A match of one property against a glob.</summary>
    public static PushCondition Matches(string key, string pattern) => new Match(key, pattern);

    /// <summary>One property is the person's user id.</summary>
    public static PushCondition IsOwnId(string key) => new OwnId(key);

    /// <summary>A list among the properties holds the person's user id.</summary>
    public static PushCondition HoldsOwnId(string key) => new OwnIdAmong(PropertyPath.Parse(key));

    private static string? Text(JsonElement condition, string name) =>
        condition.ValueKind == JsonValueKind.Object && condition.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String
            ? field.GetString() : null;

    private static JsonElement? Value(JsonElement condition) =>
        condition.TryGetProperty("value", out var value) && IsScalar(value) ? value : null;

    private static PushCondition Count(string text) {
        var digits = text.TrimStart('=', '<', '>');
        var sign = text[..^digits.Length];
        if (sign is not ("" or "==" or "<" or ">" or "<=" or ">=")) return new Never();
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? new MemberCount(sign, count) : new Never();
    }

    private static bool IsScalar(JsonElement value) => value.ValueKind switch {
        JsonValueKind.String or JsonValueKind.True or JsonValueKind.False or JsonValueKind.Null => true,
        JsonValueKind.Number => value.TryGetInt64(out var number) && number is >= -TalkLimits.IntegerMax and <= TalkLimits.IntegerMax,
        _ => false,
    };

    private static bool Same(JsonElement one, JsonElement other) =>
        one.ValueKind == other.ValueKind && IsScalar(one) && one.ValueKind switch {
            JsonValueKind.String => one.ValueEquals(other.GetString()),
            JsonValueKind.Number => one.GetInt64() == other.GetInt64(),
            _ => true,
        };

    private sealed class Never : PushCondition {
        public override bool Holds(EventView view, PushContext context) => false;
    }

    private sealed class Match(string key, string pattern) : PushCondition {
        private readonly PropertyPath path = PropertyPath.Parse(key);
        private readonly Glob glob = Glob.Of(pattern);
        private readonly bool words = key == "content.body";

        public override bool Holds(EventView view, PushContext context) =>
            view.Folded(path, key) is { } text && (words ? glob.MatchesWords(text, view.Budget) : glob.MatchesWhole(text, view.Budget));
    }

    private sealed class Is(PropertyPath path, JsonElement value) : PushCondition {
        public override bool Holds(EventView view, PushContext context) => path.Find(view.Event) is { } found && Same(value, found);
    }

    private sealed class Contains(PropertyPath path, JsonElement value) : PushCondition {
        public override bool Holds(EventView view, PushContext context) =>
            path.Find(view.Event) is { ValueKind: JsonValueKind.Array } array && array.EnumerateArray().Any(e => Same(value, e));
    }

    private sealed class OwnId(string key) : PushCondition {
        private readonly PropertyPath path = PropertyPath.Parse(key);

        public override bool Holds(EventView view, PushContext context) => view.Folded(path, key) == Glob.Fold(context.UserId);
    }

    private sealed class OwnIdAmong(PropertyPath path) : PushCondition {
        public override bool Holds(EventView view, PushContext context) =>
            path.Find(view.Event) is { ValueKind: JsonValueKind.Array } array
            && array.EnumerateArray().Any(e => e.ValueKind == JsonValueKind.String && e.ValueEquals(context.UserId));
    }

    private sealed class DisplayName : PushCondition {
        private static readonly PropertyPath Body = PropertyPath.Parse("content.body");

        public override bool Holds(EventView view, PushContext context) =>
            !string.IsNullOrEmpty(context.DisplayName) && view.Folded(Body, "content.body") is { } text
            && Glob.ContainsWords(text, context.DisplayName, view.Budget);
    }

    private sealed class MemberCount(string sign, long count) : PushCondition {
        public override bool Holds(EventView view, PushContext context) => sign switch {
            "<" => context.MemberCount < count,
            ">" => context.MemberCount > count,
            "<=" => context.MemberCount <= count,
            ">=" => context.MemberCount >= count,
            _ => context.MemberCount == count,
        };
    }

    private sealed class Permission(string key) : PushCondition {
        public override bool Holds(EventView view, PushContext context) =>
            context.SenderPowerLevel >= (context.NotificationLevels?.GetValueOrDefault(key, TalkLimits.NotificationLevelDefault) ?? TalkLimits.NotificationLevelDefault);
    }
}

/// <summary>An event while rules look at it: each property is folded once, and the looking has an end.</summary>
internal sealed class EventView(JsonElement clientEvent) {
    private readonly Dictionary<string, string?> folded = new(StringComparer.Ordinal);

    public JsonElement Event => clientEvent;

    public Glob.Budget Budget { get; } = new();

    /// <summary>The property's text with its case folded; null where there is none or it is not text.</summary>
    public string? Folded(PropertyPath path, string key) {
        if (folded.TryGetValue(key, out var known)) return known;
        var text = path.Find(clientEvent) is { ValueKind: JsonValueKind.String } found ? Glob.Fold(found.GetString()!) : null;
        folded.Add(key, text);
        return text;
    }
}
