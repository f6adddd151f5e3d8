using System.Text.Json.Nodes;
using CsCheck;
using NSec.Cryptography;
using Teahouse.Talk.Events;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Events;

/// <summary>The server's authorisation rules against a second reading of the specification, in rooms that make no sense.</summary>
public sealed class SecondReadingTests {
    private const int EventsPerRoom = 12;
    private const int Rooms = 2_000;

    [Theory]
    [InlineData("11")]
    [InlineData("12")]
    public void The_rules_allow_what_the_specification_allows_and_nothing_else(string version) {
        var points = new Dictionary<string, int>();
        for (var seed = 0; seed < Rooms; seed++) {
            foreach (var point in Compare(version, seed)) points[point] = points.GetValueOrDefault(point) + 1;
        }
        // A point that never decides is one that these rooms do not try.
        string[] all = ["allowed", "1.1", "1.2", "1.3", "4", "5.1", "5.2.1", "5.3.2", "5.3.3", "5.3.5.2", "5.3.7", "5.4.1.1", "5.4.1.2", "5.4.1.3", "5.4.1.4", "5.4.1.5",
            "5.4.1.6", "5.4.1.8", "5.4.2", "5.4.3", "5.4.5", "5.5.1", "5.5.2", "5.5.3", "5.5.5", "5.6.1", "5.6.3", "5.7.1", "5.7.2", "5.7.4", "5.8", "6", "7.1", "8", "9",
            "10.1", "10.2", "10.3", "10.6.1", "10.6.2", "10.7.1", "10.8.1", "10.9.1", "10.10.1", "no create", .. version == "12" ? new[] { "1.4", "2", "10.4" } : []];
        Assert.Empty(all.Except(points.Keys));
    }

    [Theory]
    [InlineData("11")]
    [InlineData("12")]
    public void They_do_so_in_rooms_that_nobody_has_tried_before(string version) =>
        Gen.Int.Sample(seed => { _ = Compare(version, seed).Count(); }, iter: Stories.Count(Rooms));

    /// <summary>The points of the specification that decided in one room; fails when the server decided otherwise.</summary>
    private static IEnumerable<string> Compare(string version, int seed) {
        var room = new NonsenseRoom(version, new Random(seed));
        for (var n = 0; n < EventsPerRoom; n++) {
            var ev = room.Event();
            var (ours, theirs) = (AuthRules.Refuse(ev.Version, ev, room.Lookup), room.Specification.Reject(NonsenseRoom.Read(ev)));
            Assert.True(ours is null == theirs is null, $"Seed {seed}: we say \"{ours ?? "allowed"}\", the specification \"{theirs ?? "allowed"}\".\n{ev.Json}\nin\n{room}");
            yield return theirs ?? "allowed";
        }
    }

    /// <summary>A state that no room could come to, and events that nobody would send.</summary>
    private sealed class NonsenseRoom {
        private const string Creator = "@creator:localhost";
        private static readonly string[] People = [Creator, "@ann:localhost", "@ben:localhost", "@cat:localhost", "@eve:elsewhere"];
        private static readonly string[] Memberships = ["join", "join", "join", "invite", "leave", "ban", "knock"];
        private static readonly string[] JoinRules = ["public", "invite", "knock", "restricted", "knock_restricted", "private", "weird"];
        private static readonly long[] Numbers = [-1, 0, 1, 10, 49, 50, 51, 99, 100, 101, 9_007_199_254_740_991, -9_007_199_254_740_991];
        private static readonly Key Identity = Key.Import(SignatureAlgorithm.Ed25519, [.. Enumerable.Repeat((byte)7, 32)], KeyBlobFormat.RawPrivateKey);
        private static readonly string IdentityKey = Convert.ToBase64String(Identity.PublicKey.Export(KeyBlobFormat.RawPublicKey)).TrimEnd('=');

        private readonly RoomVersion version;
        private readonly Random random;
        private readonly Dictionary<(string, string), Pdu> state = [];
        private readonly Pdu create;

        public NonsenseRoom(string name, Random random) {
            (version, this.random) = (RoomVersion.Find(name)!, random);
            create = Build("m.room.create", "", Creator, CreateContent(), version.RoomIdIsCreateHash ? null : "!room:localhost", []);
            if (!Once(40)) state[("m.room.create", "")] = create;
            foreach (var person in People) if (!Once(4)) Put("m.room.member", person, Creator, new() { ["membership"] = Pick(Memberships) });
            if (!Once(5)) Put("m.room.power_levels", "", Creator, Levels(wrong: false));
            if (!Once(5)) Put("m.room.join_rules", "", Creator, new() { ["join_rule"] = Pick(JoinRules) });
            if (!Once(3)) Put("m.room.third_party_invite", "token", Pick(People), ThirdPartyInvite());
            Specification = new(name, state.ToDictionary(s => s.Key, s => Read(s.Value)));
        }

        public SpecAuthRules Specification { get; }

        public static SpecEvent Read(Pdu ev) => new(ev.EventId, JsonNode.Parse(ev.Json.GetRawText())!.AsObject());

        public Pdu? Lookup(string type, string stateKey) => state.GetValueOrDefault((type, stateKey));

        public override string ToString() => string.Join('\n', state.Values.Select(e => e.Json.GetRawText()));

        /// <summary>Something that somebody tries.</summary>
        public Pdu Event() {
            var sender = Pick(People);
            return random.Next(20) switch {
                0 => Build("m.room.create", "", sender, CreateContent(), CreateRoomId(), Once(3) ? [create.EventId] : []),
                1 => Build("m.room.message", null, sender, []),
                2 => Build("m.room.third_party_invite", "token", sender, ThirdPartyInvite()),
                3 => Build(Pick(["m.room.topic", "org.example.x"]), Pick(["", "a", .. People]), sender, []),
                4 => Build("m.room.join_rules", "", sender, new() { ["join_rule"] = Pick(JoinRules) }),
                5 => Build("m.room.message", null, sender, [], version.RoomIdIsCreateHash ? "!another" : "!another:localhost"),
                < 10 => Build("m.room.power_levels", "", sender, Levels(wrong: Once(3))),
                _ => Member(sender),
            };
        }

        private Pdu Member(string sender) {
            var target = Once(2) ? sender : Pick(People);
            var content = new JsonObject { ["membership"] = Pick([.. Memberships, "join", "invite", "guest"]) };
            if (Once(30)) content.Remove("membership");
            if (Once(30)) content["membership"] = 7;
            if (Once(5)) content["join_authorised_via_users_server"] = Once(9) ? 7 : Pick([.. People, "nobody"]);
            if (Once(3)) content["third_party_invite"] = Redeemed(target);
            return Build("m.room.member", Once(30) ? null : target, sender, content, previous: Once(6) ? [create.EventId] : ["$other"]);
        }

        private JsonNode? Redeemed(string target) {
            if (Once(12)) return Once(2) ? new JsonObject() : 7;
            var signed = new JsonObject { ["mxid"] = Once(5) ? Pick(People) : target, ["token"] = Once(6) ? "other" : "token" };
            if (Once(12)) signed.Remove(Pick(["mxid", "token"]));
            var signature = SignatureAlgorithm.Ed25519.Sign(Identity, System.Text.Encoding.UTF8.GetBytes(GenJson.Canonical(signed)));
            if (Once(5)) signature[0] ^= 1;
            signed["signatures"] = Once(10) ? "none" : new JsonObject { ["id.example"] = new JsonObject { ["ed25519:0"] = Once(10) ? "no base64!" : Convert.ToBase64String(signature).TrimEnd('=') } };
            return new JsonObject { ["display_name"] = "b", ["signed"] = signed };
        }

        private JsonObject ThirdPartyInvite() => random.Next(4) switch {
            0 => new() { ["public_key"] = "no base64!" },
            1 => new() { ["public_key"] = IdentityKey },
            2 => new() { ["public_keys"] = new JsonArray(7, new JsonObject { ["public_key"] = IdentityKey }) },
            _ => new() { ["public_key"] = 7, ["public_keys"] = "none" },
        };

        private JsonObject CreateContent() {
            var content = new JsonObject();
            if (Once(4)) content["m.federate"] = Once(2);
            if (Once(4)) content["room_version"] = Once(4) ? 7 : Pick(["11", "12", "13", "1"]);
            if (Once(3)) content["additional_creators"] = Once(4) ? "@ann:localhost" : new JsonArray([.. Enumerable.Range(0, random.Next(3)).Select(_ => Once(8) ? (JsonNode)7 : Pick([.. People, "ann", "@x"]))]);
            return content;
        }

        private JsonObject Levels(bool wrong) {
            var content = new JsonObject();
            foreach (var name in new[] { "users_default", "events_default", "state_default", "ban", "redact", "kick", "invite" }) {
                if (Once(2)) content[name] = Number(wrong);
            }
            foreach (var name in new[] { "events", "notifications" }) {
                if (Once(2)) content[name] = wrong && Once(4) ? 7 : Map(["m.room.power_levels", "m.room.message", "m.room.topic", "room"], wrong);
            }
            if (!Once(4)) content["users"] = wrong && Once(6) ? "all" : Map(version.CreatorsAboveAll && !Once(6) ? People[1..] : wrong ? [.. People, "ann", "@x"] : People, wrong);
            return content;
        }

        private JsonObject Map(string[] keys, bool wrong) => new(keys.Where(_ => Once(2)).Select(key => KeyValuePair.Create(key, Number(wrong))));

        private JsonNode? Number(bool wrong) => wrong && Once(6) ? Once(2) ? "50" : null : Numbers[random.Next(Numbers.Length)];

        private string? CreateRoomId() => version.RoomIdIsCreateHash ? Once(3) ? "!room:localhost" : null : Pick(["!room:localhost", "!room:elsewhere"]);

        private void Put(string type, string stateKey, string sender, JsonObject content) => state[(type, stateKey)] = Build(type, stateKey, sender, content);

        private Pdu Build(string type, string? stateKey, string sender, JsonObject content) => Build(type, stateKey, sender, content, previous: ["$other"]);

        private Pdu Build(string type, string? stateKey, string sender, JsonObject content, string[] previous) =>
            Build(type, stateKey, sender, content, create.RoomId, previous);

        private Pdu Build(string type, string? stateKey, string sender, JsonObject content, string? roomId) => Build(type, stateKey, sender, content, roomId, ["$other"]);

        private Pdu Build(string type, string? stateKey, string sender, JsonObject content, string? roomId, string[] previous) =>
            EventBuilder.Build(version, roomId, new(type, stateKey, sender, TestRoom.Json(content.ToJsonString())), previous, [], 1, 1, TestRoom.Key);

        private bool Once(int inTimes) => random.Next(inTimes) == 0;

        private string Pick(string[] choices) => choices[random.Next(choices.Length)];
    }
}
