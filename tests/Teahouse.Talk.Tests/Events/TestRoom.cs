using System.Text.Json;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Tests.Events;

/// <summary>A room in memory: what the auth rules allow becomes part of it.</summary>
internal sealed class TestRoom {
    public const string Creator = "@creator:localhost";

    public static readonly ServerKey Key = ServerKey.FromSeed("localhost", "ed25519:1", new byte[32]);

    private readonly Dictionary<(string, string), Pdu> state = [];
    private Pdu last;

    public TestRoom(RoomVersion version, string joinRule = "invite", string createContent = "{}") {
        Version = version;
        var roomId = version.RoomIdIsCreateHash ? null : "!room:localhost";
        last = EventBuilder.Build(version, roomId, new("m.room.create", "", Creator, Json(createContent)), [], [], 1, 1, Key);
        RoomId = last.RoomId;
        state[("m.room.create", "")] = last;
        Assert.Null(Member(Creator, Creator, "join"));
        Assert.Null(PowerLevels(Creator, version.CreatorsAboveAll ? "{}" : $$"""{"users":{"{{Creator}}":100} }"""));
        Assert.Null(State(Creator, "m.room.join_rules", "", $$"""{"join_rule":"{{joinRule}}"}"""));
    }

    public RoomVersion Version { get; }

    public string RoomId { get; }

    public Pdu? Lookup(string type, string stateKey) => state.GetValueOrDefault((type, stateKey));

    public string Membership(string user) => AuthRules.MembershipOf(Lookup, user);

    public long Level(string user) => Levels.Of(user);

    public PowerLevels Levels => Talk.Events.PowerLevels.Of(Version, Lookup("m.room.create", "")!, Lookup("m.room.power_levels", ""));

    public string? Member(string sender, string target, string membership) => Member(sender, target, membership, "{}");

    public string? Member(string sender, string target, string membership, string more) =>
        State(sender, "m.room.member", target, $$"""{"membership":"{{membership}}"{{(more == "{}" ? "}" : "," + more[1..])}}""");

    public string? PowerLevels(string sender, string content) => State(sender, "m.room.power_levels", "", content);

    public string? Message(string sender, string type = "m.room.message") => Try(new(type, null, sender, Json("""{"body":"hi"}""")));

    public string? State(string sender, string type, string stateKey, string content) => Try(new(type, stateKey, sender, Json(content)));

    /// <summary>Lets the rules judge; what they allow happens.</summary>
    public string? Try(NewEvent wanted) {
        var ev = Build(wanted);
        var refusal = AuthRules.Refuse(Version, ev, Lookup);
        if (refusal is not null) return refusal;
        last = ev;
        if (ev.StateKey is not null) state[(ev.Type, ev.StateKey)] = ev;
        return null;
    }

    public Pdu Build(NewEvent wanted) {
        var auth = AuthRules.AuthEventKeys(Version, wanted).Select(k => Lookup(k.Type, k.StateKey)?.EventId).OfType<string>().ToArray();
        return EventBuilder.Build(Version, RoomId, wanted, [last.EventId], auth, last.Depth + 1, last.OriginServerTs + 1, Key);
    }

    public static JsonElement Json(string text) => JsonElement.Parse(text);
}
