using System.Text;
using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;
using Teahouse.Talk.Media;
using Teahouse.Talk.Push;

namespace Teahouse.Fuzz;

/// <summary>What is read, and what must hold of all that is not refused.</summary>
internal static class Readers {
    private const string Ann = "@ann:localhost";

    private static readonly ServerKey Key = ServerKey.FromSeed("localhost", "ed25519:1", new byte[32]);

    private static readonly JsonElement Message = JsonElement.Parse(
        """
        {"type":"m.room.message","sender":"@ben:localhost","room_id":"!r:localhost","event_id":"$e","origin_server_ts":1,
        "content":{"msgtype":"m.text","body":"tea?","url":"mxc://localhost/a","m.mentions":{"user_ids":["@ann:localhost"]}}}
        """);

    /// <summary>The canonical form means the same, and is its own canonical form.</summary>
    public static void CanonicalJson(byte[] input) {
        var value = StrictJson.Parse(input);
        var canonical = Talk.Events.CanonicalJson.Encode(value);
        var again = StrictJson.Parse(canonical);
        Hold(JsonElement.DeepEquals(value, again), "The canonical form means something else.");
        Hold(canonical.AsSpan().SequenceEqual(Talk.Events.CanonicalJson.Encode(again)), "The canonical form has another canonical form.");
    }

    /// <summary>An event that is accepted keeps its id when it is redacted and read again.</summary>
    public static void Event(byte[] input) {
        var json = StrictJson.Parse(input);
        if (json.ValueKind != JsonValueKind.Object) return;
        var wanted = new NewEvent(json.RequiredString("type"), json.OptionalString("state_key"), json.OptionalString("sender") ?? Ann, json.RequiredObject("content"));
        if (KnownContent.Check(wanted.Type, wanted.StateKey, wanted.Content) is { Status: < 500 }) return;
        foreach (var version in RoomVersion.All) {
            var create = EventBuilder.Build(version, version.RoomIdIsCreateHash ? null : "!r:localhost",
                new(EventTypes.Create, "", Ann, JsonElement.Parse("{}")), [], [], 1, 1, Key);
            var ev = EventBuilder.Build(version, create.RoomId, wanted, [create.EventId], [], 2, 2, Key);
            var joined = EventBuilder.Build(version, create.RoomId, new(EventTypes.Member, ev.Sender, ev.Sender, JsonElement.Parse("""{"membership":"join"}""")), [], [], 2, 2, Key);
            Pdu? State(string type, string stateKey) => (type, stateKey) switch {
                (EventTypes.Create, "") => create,
                (EventTypes.Member, _) when stateKey == ev.Sender => joined,
                // What was accepted is a room's state, and is asked about the next event.
                _ when type == ev.Type && stateKey == ev.StateKey => ev,
                _ => null,
            };
            AuthRules.Refuse(version, ev, State);
            AuthRules.Refuse(version, joined, State);
            foreach (var (type, stateKey) in AuthRules.AuthEventKeys(version, wanted)) State(type, stateKey);
            Hold(EventSigning.HasItsContentHash(ev.Json), "An event has not its own hash.");
            Hold(EventSigning.Verify(version, ev.Json, "localhost", "ed25519:1", Key.PublicKey), "An event has not its own signature.");
            var redacted = Redaction.Redact(version, ev);
            Hold(EventSigning.EventId(version, redacted.Json) == ev.EventId, "A redacted event has another id.");
            Hold(Pdu.Parse(version, ev.Bytes, create.RoomId).EventId == ev.EventId, "An event that was read again has another id.");
            Hold(ClientEvent.Json(ev).GetProperty("type").GetString() == wanted.Type, "A client sees another type.");
        }
    }

    /// <summary>A filter that is accepted says of an event yes or no, and cuts out JSON.</summary>
    public static void Filter(byte[] input) {
        var filter = Talk.Sync.Filter.Parse(StrictJson.Parse(input));
        foreach (var part in new[] { filter.Presence, filter.AccountData, filter.Rooms, filter.Ephemeral, filter.State, filter.Timeline, filter.RoomAccountData }) {
            Hold(part.Limit is >= 0 and <= 100, "A page has more events than it may.");
            Hold(part.Allows(Message, "!r:localhost") == part.Allows(Message, "!r:localhost"), "A filter changes its mind.");
        }
        if (filter.Fields is { } fields) StrictJson.Parse(fields.Of(Encoding.UTF8.GetBytes(Message.GetRawText())));
    }

    /// <summary>A rule that is accepted can be kept, read again and asked, and says the same then.</summary>
    public static void Push(byte[] input) {
        var json = StrictJson.Parse(input);
        if (json.ValueKind != JsonValueKind.Object) return;
        var ev = json.OptionalObject("event") ?? Message;
        if (ev.OptionalString("sender") is null) ev = Message;
        foreach (var kind in PushRuleset.KindsInOrder) {
            var rules = PushRuleset.Default(Ann).Set(kind, PushRule.FromRequest(kind, "a", json.RequiredObject("rule")));
            var kept = PushRuleset.Merge(Ann, JsonElement.Parse(rules.Edits(Ann).GetRawText(), StrictJson.Own));
            var context = new PushContext(Ann, "Ann", 3, 50);
            Hold(PushEvaluator.Evaluate(rules, ev, context) == PushEvaluator.Evaluate(kept, ev, context), "A rule that was kept says something else.");
        }
    }

    /// <summary>Whatever a file claims to be: only pictures, sound and video are shown in place, and no header holds more than one line.</summary>
    public static void Media(byte[] input) {
        var parts = Encoding.UTF8.GetString(input).Split('\n', 2);
        var type = MediaType.Of(parts[0], input.AsSpan(Math.Min(input.Length, Encoding.UTF8.GetByteCount(parts[0]) + 1)));
        Hold(!type.Inline || type.ContentType.Split('/')[0] is "image" or "audio" or "video", $"{type.ContentType} is shown in place.");
        Hold(!type.Inline || !type.ContentType.Contains("svg", StringComparison.OrdinalIgnoreCase), "A document that runs scripts is shown in place.");
        HoldsOneLine(type.ContentType);
        var name = Disposition.Storable(parts[^1]);
        Hold(name is null || (name.EnumerateRunes().Count() <= 255 && !name.Any(char.IsControl)), "A file's name is longer than it may be.");
        HoldsOneLine(Disposition.Of(type.Inline, name));
    }

    private static void HoldsOneLine(string header) => Hold(header.All(c => c is >= ' ' and < '\x7f'), $"A header is more than a line of ASCII: {JsonSerializer.Serialize(header)}");

    private static void Hold(bool condition, string otherwise) {
        if (!condition) throw new InvalidOperationException(otherwise);
    }
}
