using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using NSec.Cryptography;

namespace Teahouse.Talk.Tests.Events;

/// <summary>An event as the specification speaks of it.</summary>
internal sealed record SpecEvent(string EventId, JsonObject Json) {
    public string Type => Json["type"]!.GetValue<string>();
    public string Sender => Json["sender"]!.GetValue<string>();
    public string? StateKey => Json["state_key"]?.GetValue<string>();
    public JsonObject Content => Json["content"]!.AsObject();
}

/// <summary>
/// The authorisation rules of room versions 11 and 12, read a second time: the specification's list, point by point and in its
/// words, sharing no code with the server. Numbers are those of version 12; version 11 has no point 2 and no 10.4. What events say
/// about their own <c>auth_events</c> (point 3) is not here: the server chooses those itself.
/// </summary>
internal sealed partial class SpecAuthRules(string version, IReadOnlyDictionary<(string Type, string StateKey), SpecEvent> state) {
    private static readonly string[] RecognisedVersions = ["11", "12"];
    private static readonly string[] Levels = ["users_default", "events_default", "state_default", "ban", "redact", "kick", "invite"];

    /// <summary>Null when the rules allow an event, else the number of the point that rejects it.</summary>
    public string? Reject(SpecEvent e) {
        if (e.Type == "m.room.create") return RejectCreate(e);
        // (3.4 of version 11: there is no create event among the entries.)
        if (Create is null) return "no create";
        // 2. The event's room_id is not an event ID for an accepted m.room.create event, with the sigil ! instead of $.
        if (version == "12" && e.Json["room_id"]!.GetValue<string>() != "!" + Create.EventId[1..]) return "2";
        // 4. m.federate is false, and the sender domain of the event does not match the sender domain of the create event.
        if (IsFalse(Create.Content["m.federate"]) && Domain(e.Sender) != Domain(Create.Sender)) return "4";
        // 5. If type is m.room.member.
        if (e.Type == "m.room.member") return RejectMember(e);
        // 6. The sender's current membership state is not join.
        if (Membership(e.Sender) != "join") return "6";
        // 7. Allow if and only if sender's current power level is greater than or equal to the invite level.
        if (e.Type == "m.room.third_party_invite") return Power(e.Sender) >= Level("invite", 0) ? null : "7.1";
        // 8. The event type's required power level is greater than the sender's power level.
        if (Required(e) > Power(e.Sender)) return "8";
        // 9. The event has a state_key that starts with an @ and does not match the sender.
        if (e.StateKey is { } key && key.StartsWith('@') && key != e.Sender) return "9";
        // 10. If type is m.room.power_levels.
        return e.Type == "m.room.power_levels" ? RejectPowerLevels(e) : null;
    }

    // 1. If type is m.room.create.
    private string? RejectCreate(SpecEvent e) {
        if (e.Json["prev_events"]!.AsArray().Count > 0) return "1.1";
        if (version == "12" && e.Json.ContainsKey("room_id")) return "1.2";
        if (version == "11" && Domain(e.Json["room_id"]!.GetValue<string>()) != Domain(e.Sender)) return "1.2";
        if (e.Content.ContainsKey("room_version") && !RecognisedVersions.Contains(Text(e.Content["room_version"]))) return "1.3";
        if (version == "12" && e.Content.ContainsKey("additional_creators")
            && (e.Content["additional_creators"] is not JsonArray creators || !creators.All(c => IsUserId(Text(c))))) return "1.4";
        return null;
    }

    // 5. If type is m.room.member.
    private string? RejectMember(SpecEvent e) {
        if (e.StateKey is null || !e.Content.ContainsKey("membership")) return "5.1";
        // 5.2. Every event of these tests is signed by its sender's server and by no other.
        if (e.Content.ContainsKey("join_authorised_via_users_server")
            && !(Text(e.Content["join_authorised_via_users_server"]) is { } host && Domain(host) == Domain(e.Sender))) return "5.2.1";
        return Text(e.Content["membership"]) switch {
            "join" => RejectJoin(e),
            "invite" => e.Content.ContainsKey("third_party_invite") ? RejectThirdPartyInvite(e) : RejectInvite(e),
            "leave" => RejectLeave(e),
            "ban" => RejectBan(e),
            "knock" => RejectKnock(e),
            _ => "5.8",
        };
    }

    private string? RejectJoin(SpecEvent e) {
        if (e.Json["prev_events"]!.AsArray() is [{ } only] && only.GetValue<string>() == Create!.EventId && e.StateKey == Create.Sender) return null;   // 5.3.1
        if (e.Sender != e.StateKey) return "5.3.2";
        if (Membership(e.Sender) == "ban") return "5.3.3";
        if (JoinRule is "invite" or "knock" && Membership(e.Sender) is "invite" or "join") return null;   // 5.3.4
        if (JoinRule is "restricted" or "knock_restricted") {
            if (Membership(e.Sender) is "join" or "invite") return null;   // 5.3.5.1
            var host = Text(e.Content["join_authorised_via_users_server"]);
            if (host is null || Power(host) < Level("invite", 0) || Membership(host) != "join") return "5.3.5.2";
            return null;   // 5.3.5.3
        }
        return JoinRule == "public" ? null /* 5.3.6 */ : "5.3.7";
    }

    private string? RejectThirdPartyInvite(SpecEvent e) {
        if (Membership(e.StateKey!) == "ban") return "5.4.1.1";
        if (e.Content["third_party_invite"] is not JsonObject invite || invite["signed"] is not JsonObject signed) return "5.4.1.2";
        if (Text(signed["mxid"]) is not { } mxid || Text(signed["token"]) is not { } token) return "5.4.1.3";
        if (mxid != e.StateKey) return "5.4.1.4";
        if (!state.TryGetValue(("m.room.third_party_invite", token), out var issued)) return "5.4.1.5";
        if (issued.Sender != e.Sender) return "5.4.1.6";
        var keys = new[] { issued.Content["public_key"] }
            .Concat(issued.Content["public_keys"] is JsonArray list ? list.OfType<JsonObject>().Select(k => k["public_key"]) : []).Select(Text).OfType<string>();
        return keys.Any(key => AnySignatureMatches(signed, key)) ? null /* 5.4.1.7 */ : "5.4.1.8";
    }

    private string? RejectInvite(SpecEvent e) {
        if (Membership(e.Sender) != "join") return "5.4.2";
        if (Membership(e.StateKey!) is "join" or "ban") return "5.4.3";
        return Power(e.Sender) >= Level("invite", 0) ? null /* 5.4.4 */ : "5.4.5";
    }

    private string? RejectLeave(SpecEvent e) {
        if (e.Sender == e.StateKey) return Membership(e.Sender) is "invite" or "join" or "knock" ? null : "5.5.1";
        if (Membership(e.Sender) != "join") return "5.5.2";
        if (Membership(e.StateKey!) == "ban" && Power(e.Sender) < Level("ban", 50)) return "5.5.3";
        return Power(e.Sender) >= Level("kick", 50) && Power(e.StateKey!) < Power(e.Sender) ? null /* 5.5.4 */ : "5.5.5";
    }

    private string? RejectBan(SpecEvent e) {
        if (Membership(e.Sender) != "join") return "5.6.1";
        return Power(e.Sender) >= Level("ban", 50) && Power(e.StateKey!) < Power(e.Sender) ? null /* 5.6.2 */ : "5.6.3";
    }

    private string? RejectKnock(SpecEvent e) {
        if (JoinRule is not ("knock" or "knock_restricted")) return "5.7.1";
        if (e.Sender != e.StateKey) return "5.7.2";
        return Membership(e.Sender) is not ("ban" or "invite" or "join") ? null /* 5.7.3 */ : "5.7.4";
    }

    // 10. If type is m.room.power_levels.
    private string? RejectPowerLevels(SpecEvent e) {
        if (Levels.Any(name => e.Content.ContainsKey(name) && !IsInteger(e.Content[name]))) return "10.1";
        if (new[] { "events", "notifications" }.Any(name => e.Content.ContainsKey(name) && !HoldsIntegers(e.Content[name]))) return "10.2";
        if (e.Content.ContainsKey("users") && !(HoldsIntegers(e.Content["users"]) && e.Content["users"]!.AsObject().All(u => IsUserId(u.Key)))) return "10.3";
        if (version == "12" && e.Content["users"] is JsonObject named && Creators.Any(named.ContainsKey)) return "10.4";
        if (PowerLevels is not { } current) return null;   // 10.5
        var own = Power(e.Sender);
        foreach (var name in Levels) {
            var (was, becomes) = (Integer(current[name]), Integer(e.Content[name]));
            if (was != becomes && was > own) return "10.6.1";
            if (was != becomes && becomes > own) return "10.6.2";
        }
        foreach (var (_, was, becomes) in Entries("events", e).Concat(Entries("notifications", e))) {
            if (was is not null && was != becomes && was > own) return "10.7.1";
            if (becomes is not null && was != becomes && becomes > own) return "10.8.1";
        }
        foreach (var (user, was, becomes) in Entries("users", e)) {
            if (user != e.Sender && was is not null && was != becomes && was >= own) return "10.9.1";
            if (becomes is not null && was != becomes && becomes > own) return "10.10.1";
        }
        return null;

        IEnumerable<(string Key, long? Was, long? Becomes)> Entries(string map, SpecEvent now) {
            var (before, after) = (current[map] as JsonObject ?? [], now.Content[map] as JsonObject ?? []);
            return before.Select(b => b.Key).Union(after.Select(a => a.Key)).Select(key => (key, Integer(before[key]), Integer(after[key])));
        }
    }

    private SpecEvent? Create => state.GetValueOrDefault(("m.room.create", ""));

    private JsonObject? PowerLevels => state.GetValueOrDefault(("m.room.power_levels", ""))?.Content;

    // Of a room without join rules the text says nothing; other servers take it for one that people are invited to.
    private string JoinRule => state.TryGetValue(("m.room.join_rules", ""), out var rules) ? Text(rules.Content["join_rule"])! : "invite";

    private IEnumerable<string> Creators => new[] { Create!.Sender }.Concat(
        Create.Content["additional_creators"] is JsonArray more ? more.Select(Text).OfType<string>() : []);

    private string Membership(string user) =>
        state.TryGetValue(("m.room.member", user), out var member) ? Text(member.Content["membership"])! : "leave";

    // "The power level of room creators is infinitely high." A level is at most 2^53 - 1.
    private long Power(string user) {
        if (version == "12" && Creators.Contains(user)) return long.MaxValue;
        if (PowerLevels is not { } levels) return version == "11" && user == Create!.Sender ? 100 : 0;
        return Integer((levels["users"] as JsonObject)?[user]) ?? Integer(levels["users_default"]) ?? 0;
    }

    private long Level(string name, long unsaid) => Integer(PowerLevels?[name]) ?? unsaid;

    private long Required(SpecEvent e) =>
        Integer((PowerLevels?["events"] as JsonObject)?[e.Type]) ?? (e.StateKey is null ? Level("events_default", 0) : Level("state_default", 50));

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;

    private static bool IsFalse(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var yes) && !yes;

    private static bool IsInteger(JsonNode? node) => Integer(node) is not null;

    private static long? Integer(JsonNode? node) => node is JsonValue value && value.TryGetValue<long>(out var number) ? number : null;

    private static bool HoldsIntegers(JsonNode? node) => node is JsonObject map && map.All(entry => IsInteger(entry.Value));

    private static string Domain(string id) => id.Contains(':', StringComparison.Ordinal) ? id.Split(':', 2)[1] : "";

    private static bool IsUserId(string? text) => text is not null && Encoding.UTF8.GetByteCount(text) <= 255 && UserId().IsMatch(text);

    private static bool AnySignatureMatches(JsonObject signed, string publicKey) {
        var covered = signed.DeepClone().AsObject();
        covered.Remove("signatures");
        covered.Remove("unsigned");
        var bytes = Encoding.UTF8.GetBytes(GenJson.Canonical(covered));
        return PublicKey.TryImport(SignatureAlgorithm.Ed25519, Bytes(publicKey), KeyBlobFormat.RawPublicKey, out var key)
            && signed["signatures"] is JsonObject signers
            && signers.Select(s => s.Value).OfType<JsonObject>().SelectMany(s => s).Select(s => Text(s.Value)).OfType<string>()
                .Any(signature => SignatureAlgorithm.Ed25519.Verify(key!, bytes, Bytes(signature)));
    }

    private static byte[] Bytes(string base64) {
        var padded = base64 + new string('=', (4 - (base64.Length % 4)) % 4);
        var bytes = new byte[padded.Length];
        return Convert.TryFromBase64String(padded, bytes, out var length) ? bytes[..length] : [];
    }

    [GeneratedRegex(@"^@[^:\0]*:[A-Za-z0-9.-]+(:[0-9]{1,5})?$")]
    private static partial Regex UserId();
}
