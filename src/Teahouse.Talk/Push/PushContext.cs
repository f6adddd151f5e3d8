using System.Text.Json;

namespace Teahouse.Talk.Push;

/// <summary>What a rule may ask about besides the event: the person and the room as they were when it was sent.</summary>
/// <param name="UserId">Whose rules are asked.</param>
/// <param name="DisplayName">The person's display name in the room.</param>
/// <param name="MemberCount">Joined members of the room.</param>
/// <param name="SenderPowerLevel">The sender's power level; <see cref="long.MaxValue"/> for a creator in room version 12.</param>
internal sealed record PushContext(string UserId, string? DisplayName, long MemberCount, long SenderPowerLevel) {
    /// <summary>m.room.power_levels, <c>notifications</c>: the level for each kind of notification; where one is missing, 50.</summary>
    public IReadOnlyDictionary<string, long>? NotificationLevels { get; init; }

    /// <summary>Whom the person ignores.</summary>
    public IReadOnlySet<string>? Ignored { get; init; }
}

/// <summary>What an event means for a person.</summary>
/// <param name="Notify">It counts as a notification.</param>
/// <param name="Highlight">It counts as a highlight, too.</param>
/// <param name="Sound">The sound that the rule asks for.</param>
internal readonly record struct PushOutcome(bool Notify, bool Highlight, string? Sound) {
    /// <summary>Says nothing.</summary>
    public static readonly PushOutcome Silent;

    /// <summary>Reads a rule's actions. The historical <c>dont_notify</c> and <c>coalesce</c> do nothing.</summary>
    public static PushOutcome Of(JsonElement actions) {
        var (notify, highlight, sound) = (false, false, (string?)null);
        foreach (var action in actions.EnumerateArray()) {
            if (action.ValueKind == JsonValueKind.String) notify |= action.ValueEquals("notify");
            if (action.ValueKind != JsonValueKind.Object || !action.TryGetProperty("set_tweak", out var tweak)) continue;
            if (tweak.ValueKind != JsonValueKind.String) continue;
            var hasValue = action.TryGetProperty("value", out var value);
            if (tweak.ValueEquals("highlight")) highlight = !hasValue || value.ValueKind == JsonValueKind.True;
            if (tweak.ValueEquals("sound") && hasValue && value.ValueKind == JsonValueKind.String) sound = value.GetString();
        }
        return notify ? new(true, highlight, sound) : Silent;
    }
}
