using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

namespace Teahouse.Talk.Push;

/// <summary>The server's default rules. Source: client-server API v1.19, "Predefined Rules"; content, room and sender have none.</summary>
internal static class DefaultRules {
    /// <summary>The rule that silences all others; it stands above even a person's own.</summary>
    public const string Master = ".m.rule.master";

    private const string InviteForMe = ".m.rule.invite_for_me";
    private const string IsUserMention = ".m.rule.is_user_mention";
    private const string MentionedUsers = @"content.m\.mentions.user_ids";

    private static readonly object Notify = "notify";
    private static readonly object Highlight = new { set_tweak = "highlight" };

    /// <summary>The default rules by kind, for a person whose user id some of them look for.</summary>
    public static ImmutableArray<PushRule>[] For(string userId) =>
        [.. PushRuleset.KindsInOrder.Select(kind => kind switch {
            PushKind.Override => Override(userId),
            PushKind.Underride => Underride,
            _ => ImmutableArray<PushRule>.Empty,
        })];

    private static ImmutableArray<PushRule> Override(string userId) => [
        Rule(Master, [], []) with { Enabled = false },
        Rule(".m.rule.suppress_notices", [Match("content.msgtype", "m.notice")], []),
        Rule(InviteForMe,
            [Match("type", "m.room.member"), Match("content.membership", "invite"), Match("state_key", userId)], [Notify, Sound("default")]),
        Rule(".m.rule.member_event", [Match("type", "m.room.member")], []),
        Rule(IsUserMention,
            [new { kind = "event_property_contains", key = MentionedUsers, value = userId }],
            [Notify, Sound("default"), Highlight]),
        Rule(".m.rule.is_room_mention",
            [new { kind = "event_property_is", key = @"content.m\.mentions.room", value = true },
             new { kind = "sender_notification_permission", key = "room" }],
            [Notify, Highlight]),
        Rule(".m.rule.tombstone", [Match("type", "m.room.tombstone"), Match("state_key", "")], [Notify, Highlight]),
        Rule(".m.rule.reaction", [Match("type", "m.reaction")], []),
        Rule(".m.rule.room.server_acl", [Match("type", "m.room.server_acl"), Match("state_key", "")], []),
        Rule(".m.rule.suppress_edits",
            [new { kind = "event_property_is", key = @"content.m\.relates_to.rel_type", value = "m.replace" }], []),
    ];

    private static readonly ImmutableArray<PushRule> Underride = [
        Rule(".m.rule.call", [Match("type", "m.call.invite")], [Notify, Sound("ring")]),
        Rule(".m.rule.encrypted_room_one_to_one", [Two, Match("type", "m.room.encrypted")], [Notify, Sound("default")]),
        Rule(".m.rule.room_one_to_one", [Two, Match("type", "m.room.message")], [Notify, Sound("default")]),
        Rule(".m.rule.message", [Match("type", "m.room.message")], [Notify]),
        Rule(".m.rule.encrypted", [Match("type", "m.room.encrypted")], [Notify]),
    ];

    // Thousands of people have them, and nobody can edit the conditions of a default rule: what two of them look for of the person, they
    // take from the context.
    private static readonly FrozenDictionary<string, PushCondition[]> Compiled = For("").SelectMany(rules => rules).ToFrozenDictionary(r => r.RuleId, Compile);

    /// <summary>The conditions of a default rule, compiled once for all people.</summary>
    public static PushCondition[] ConditionsOf(PushRule rule) => Compiled[rule.RuleId];

    private static PushCondition[] Compile(PushRule rule) {
        PushCondition[] conditions = [.. rule.Conditions!.Value.EnumerateArray().Select(PushCondition.Of)];
        if (rule.RuleId == InviteForMe) conditions[^1] = PushCondition.IsOwnId("state_key");
        if (rule.RuleId == IsUserMention) conditions[^1] = PushCondition.HoldsOwnId(MentionedUsers);
        return conditions;
    }

    private static object Two => new { kind = "room_member_count", @is = "2" };

    private static object Match(string key, string pattern) => new { kind = "event_match", key, pattern };

    private static object Sound(string value) => new { set_tweak = "sound", value };

    private static PushRule Rule(string id, object[] conditions, object[] actions) => new(id, Default: true, Enabled: true,
        JsonSerializer.SerializeToElement(actions), JsonSerializer.SerializeToElement(conditions), Pattern: null);
}
