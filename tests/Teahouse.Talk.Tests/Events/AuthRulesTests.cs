using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using NSec.Cryptography;
using Teahouse.Talk.Events;
using Teahouse.Town;

namespace Teahouse.Talk.Tests.Events;

public sealed class AuthRulesTests {
    private const string Creator = TestRoom.Creator;
    private const string Ann = "@ann:localhost";
    private const string Ben = "@ben:localhost";
    private const string Cat = "@cat:localhost";

    private static readonly string[] People = [Creator, Ann, Ben, Cat];

    /// <summary>Both versions; a test that does not care runs on both.</summary>
    public static TheoryData<string> Versions => ["11", "12"];

    [Theory]
    [MemberData(nameof(Versions))]
    public void Nobody_speaks_who_is_not_in_the_room(string version) {
        var room = Room(version);
        Assert.NotNull(room.Message(Ann));
        Assert.NotNull(room.State(Ann, "m.room.topic", "", "{}"));
        Assert.Null(room.Member(Creator, Ann, "invite"));
        Assert.NotNull(room.Message(Ann));
        Assert.Null(room.Member(Ann, Ann, "join"));
        Assert.Null(room.Message(Ann));
        Assert.Null(room.Member(Ann, Ann, "leave"));
        Assert.NotNull(room.Message(Ann));
    }

    [Theory]
    [InlineData("invite", null, false)]
    [InlineData("invite", "invite", true)]
    [InlineData("public", null, true)]
    [InlineData("public", "ban", false)]
    [InlineData("knock", null, false)]
    [InlineData("knock", "knock", false)]
    [InlineData("knock", "invite", true)]
    [InlineData("restricted", null, false)]
    [InlineData("restricted", "invite", true)]
    [InlineData("knock_restricted", "knock", false)]
    [InlineData("private", "invite", false)]
    public void The_join_rule_decides_who_joins(string rule, string? membership, bool allowed) {
        foreach (var version in RoomVersion.All) {
            var room = new TestRoom(version, rule);
            if (membership is not null) Assert.Null(room.Member(membership == "knock" ? Ann : Creator, Ann, membership));
            Assert.Equal(allowed, room.Member(Ann, Ann, "join") is null);
        }
    }

    [Fact]
    public void Who_joins_a_restricted_room_needs_somebody_in_it_who_may_invite() {
        var room = new TestRoom(RoomVersion.V11, "restricted");
        Assert.Null(room.PowerLevels(Creator, $$"""{"users":{"{{Creator}}":100},"invite":50}"""));
        Assert.NotNull(room.Member(Ann, Ann, "join", $$"""{"join_authorised_via_users_server":"{{Ben}}"}"""));
        Assert.NotNull(room.Member(Ann, Ann, "join", """{"join_authorised_via_users_server":"@creator:elsewhere"}"""));
        Assert.Null(room.Member(Ann, Ann, "join", $$"""{"join_authorised_via_users_server":"{{Creator}}"}"""));
        Assert.NotNull(room.Member(Ben, Ben, "join", $$"""{"join_authorised_via_users_server":"{{Ann}}"}"""));
        var keys = AuthRules.AuthEventKeys(room.Version, new("m.room.member", Ben, Ben,
            TestRoom.Json($$"""{"membership":"join","join_authorised_via_users_server":"{{Ann}}"}""")));
        Assert.Contains(("m.room.member", Ann), keys);
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Who_names_no_server_that_could_have_signed_does_not_come_in(string version) =>
        Assert.NotNull(new TestRoom(RoomVersion.Find(version)!, "public").Member(Ann, Ann, "join", """{"join_authorised_via_users_server":7}"""));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Nobody_joins_or_knocks_for_another(string version) {
        Assert.NotNull(new TestRoom(RoomVersion.Find(version)!, "public").Member(Creator, Ann, "join"));
        Assert.NotNull(new TestRoom(RoomVersion.Find(version)!, "knock").Member(Creator, Ann, "knock"));
    }

    [Fact]
    public void One_knocks_where_knocking_is_possible_and_takes_it_back() {
        foreach (var rule in new[] { "knock", "knock_restricted" }) {
            var room = new TestRoom(RoomVersion.V11, rule);
            Assert.Null(room.Member(Ann, Ann, "knock"));
            Assert.Null(room.Member(Ann, Ann, "leave"));
            Assert.NotNull(room.Member(Ann, Ann, "leave"));
            Assert.Null(room.Member(Creator, Ann, "ban"));
            Assert.NotNull(room.Member(Ann, Ann, "knock"));
        }
        Assert.NotNull(new TestRoom(RoomVersion.V11, "public").Member(Ann, Ann, "knock"));
    }

    [Fact]
    public void Inviting_needs_the_level_and_one_who_is_neither_in_nor_banned() {
        var room = Room("11", Ann);
        Assert.Null(room.PowerLevels(Creator, $$"""{"users":{"{{Creator}}":100},"invite":50}"""));
        Assert.NotNull(room.Member(Ann, Ben, "invite"));
        Assert.NotNull(room.Member(Creator, Ann, "invite"));
        Assert.NotNull(room.Member(Ben, Cat, "invite"));
        Assert.Null(room.Member(Creator, Ben, "ban"));
        Assert.NotNull(room.Member(Creator, Ben, "invite"));
    }

    [Fact]
    public void A_ban_is_lifted_by_who_may_ban_and_kick() {
        var room = Room("11", Ann, Ben);
        Assert.Null(room.PowerLevels(Creator, $$"""{"users":{"{{Creator}}":100,"{{Ann}}":50},"ban":60}"""));
        Assert.Null(room.Member(Creator, Ben, "ban"));
        Assert.NotNull(room.Member(Ann, Ben, "leave"));
        Assert.NotNull(room.Member(Ben, Ben, "leave"));
        Assert.NotNull(room.Member(Ben, Ben, "join"));
        Assert.Null(room.Member(Creator, Ben, "leave"));
        Assert.Equal("leave", room.Membership(Ben));
    }

    [Fact]
    public void Equals_neither_kick_nor_ban_each_other() {
        var room = Room("11", Ann, Ben);
        Assert.Null(room.PowerLevels(Creator, $$"""{"users":{"{{Creator}}":100,"{{Ann}}":50,"{{Ben}}":50} }"""));
        Assert.NotNull(room.Member(Ann, Ben, "leave"));
        Assert.NotNull(room.Member(Ann, Ben, "ban"));
        Assert.NotNull(room.Member(Ann, Creator, "ban"));
        Assert.Null(room.Member(Creator, Ann, "leave"));
    }

    [Theory]
    [InlineData("""{"membership":"guest"}""", Ann)]
    [InlineData("{}", Ann)]
    [InlineData("""{"membership":7}""", Ann)]
    public void An_unknown_membership_is_refused(string content, string target) =>
        Assert.NotNull(Room("11").State(Creator, "m.room.member", target, content));

    [Theory]
    [MemberData(nameof(Versions))]
    public void Each_type_needs_its_level(string version) {
        var room = Room(version, Ann);
        Assert.Null(room.Message(Ann));
        Assert.NotNull(room.State(Ann, "m.room.topic", "", "{}"));
        Assert.NotNull(room.PowerLevels(Ann, "{}"));
        var users = version == "11" ? $$"""{"{{Creator}}":100,"{{Ann}}":10}""" : $$"""{"{{Ann}}":10}""";
        Assert.Null(room.PowerLevels(Creator, $$"""{"users":{{users}},"events":{"m.room.topic":10,"x":11},"events_default":5,"invite":20}"""));
        Assert.Null(room.State(Ann, "m.room.topic", "", "{}"));
        Assert.NotNull(room.Message(Ann, "x"));
        Assert.NotNull(room.State(Ann, "m.room.third_party_invite", "t", "{}"));
    }

    [Fact]
    public void A_state_key_that_is_a_user_id_is_its_owner_s() {
        var room = Room("11", Ann);
        Assert.NotNull(room.State(Creator, "org.example.status", Ann, "{}"));
        Assert.Null(room.State(Creator, "org.example.status", Creator, "{}"));
    }

    [Theory]
    [InlineData("""{"users":{"@creator:localhost":100,"@ann:localhost":51}}""")]                 // raises herself
    [InlineData("""{"users":{"@creator:localhost":100,"@ann:localhost":50,"@cat:localhost":51}}""")]
    [InlineData("""{"users":{"@creator:localhost":99,"@ann:localhost":50}}""")]                  // lowers one above her
    [InlineData("""{"users":{"@ann:localhost":50,"@ben:localhost":50}}""")]                      // forgets one above her
    [InlineData("""{"users":{"@creator:localhost":100,"@ann:localhost":50,"@ben:localhost":49}}""")] // an equal
    [InlineData("""{"users":{"@creator:localhost":100,"@ann:localhost":50,"@ben:localhost":50},"events":{"m.room.power_levels":51}}""")]
    [InlineData("""{"users":{"@creator:localhost":100,"@ann:localhost":50,"@ben:localhost":50},"notifications":{"room":51}}""")]
    [InlineData("""{"users":{"@creator:localhost":100,"@ann:localhost":50,"@ben:localhost":50},"ban":51}""")]
    [InlineData("""{"users":{"@creator:localhost":100,"@ann:localhost":50,"@ben:localhost":50},"users_default":51}""")]
    [InlineData("""{"users":{"@creator:localhost":100,"@ann:localhost":50,"@ben:localhost":50},"kick":"0"}""")]
    public void Nobody_gives_or_takes_above_their_own_level(string levels) {
        var room = Room("11", Ann, Ben);
        Assert.Null(room.PowerLevels(Creator, """{"users":{"@creator:localhost":100,"@ann:localhost":50,"@ben:localhost":50}}"""));
        Assert.NotNull(room.PowerLevels(Ann, levels));
    }

    [Theory]
    [InlineData("""{"users":{"@creator:localhost":100,"@ann:localhost":10,"@ben:localhost":50},"redact":60}""")]   // steps down
    [InlineData("""{"users":{"@creator:localhost":100,"@ben:localhost":50},"redact":60}""")]
    [InlineData("""{"users":{"@creator:localhost":100,"@ann:localhost":50,"@ben:localhost":50,"@cat:localhost":50},"redact":60,"ban":50}""")]
    public void One_steps_down_and_gives_up_to_one_s_own_level(string levels) {
        var room = Room("11", Ann, Ben);
        Assert.Null(room.PowerLevels(Creator, """{"users":{"@creator:localhost":100,"@ann:localhost":50,"@ben:localhost":50},"redact":60}"""));
        Assert.Null(room.PowerLevels(Ann, levels));
    }

    [Fact]
    public void What_is_above_one_s_level_cannot_be_taken_away() {
        var room = Room("11", Ann);
        Assert.Null(room.PowerLevels(Creator, """{"users":{"@creator:localhost":100,"@ann:localhost":50},"redact":60}"""));
        Assert.NotNull(room.PowerLevels(Ann, """{"users":{"@creator:localhost":100,"@ann:localhost":50}}"""));
    }

    [Fact]
    public void Creators_of_version_12_stand_above_all_levels() {
        var room = new TestRoom(RoomVersion.V12, "public", $$"""{"additional_creators":["{{Ann}}"]}""");
        Assert.Null(room.Member(Ann, Ann, "join"));
        Assert.Null(room.Member(Ben, Ben, "join"));
        Assert.Equal((long.MaxValue, long.MaxValue, 0), (room.Level(Creator), room.Level(Ann), room.Level(Ben)));
        Assert.NotNull(room.PowerLevels(Creator, $$"""{"users":{"{{Ann}}":100} }"""));
        Assert.NotNull(room.PowerLevels(Creator, $$"""{"users":{"{{Creator}}":0} }"""));
        Assert.Null(room.PowerLevels(Ann, $$"""{"users":{"{{Ben}}":9007199254740991},"ban":9007199254740991}"""));
        Assert.NotNull(room.Member(Ben, Ann, "ban"));
        Assert.NotNull(room.Member(Ann, Creator, "ban"));
        Assert.Null(room.Member(Ann, Ben, "ban"));
    }

    [Fact]
    public void In_version_11_additional_creators_mean_nothing_and_the_creator_has_100_before_levels_are_set() {
        var create = EventBuilder.Build(RoomVersion.V11, "!r:localhost", new("m.room.create", "", Creator, TestRoom.Json("""{"additional_creators":[7]}""")), [], [], 1, 1, TestRoom.Key);
        Assert.Null(AuthRules.Refuse(RoomVersion.V11, create, (_, _) => null));
        var levels = PowerLevels.Of(RoomVersion.V11, create, null);
        Assert.Equal((100, 0, 50, 50, 50, 0, 50, 0), (levels.Of(Creator), levels.Of(Ann), levels.Kick, levels.Ban, levels.Redact, levels.Invite,
            levels.Needed("x", true), levels.Needed("x", false)));
    }

    [Theory]
    [InlineData("11", "!r:elsewhere", "{}")]
    [InlineData("11", "!r:localhost", """{"room_version":"99"}""")]
    [InlineData("12", null, """{"additional_creators":["ann"]}""")]
    [InlineData("12", null, """{"additional_creators":"@ann:localhost"}""")]
    [InlineData("12", "!r:localhost", "{}")]
    public void A_room_that_cannot_be_is_not_created(string version, string? roomId, string content) {
        var rules = RoomVersion.Find(version)!;
        var create = EventBuilder.Build(rules, roomId, new("m.room.create", "", Creator, TestRoom.Json(content)), [], [], 1, 1, TestRoom.Key);
        Assert.NotNull(AuthRules.Refuse(rules, create, (_, _) => null));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void A_room_is_created_once(string version) {
        var room = Room(version);
        Assert.NotNull(room.State(Creator, "m.room.create", "", "{}"));
        Assert.NotNull(AuthRules.Refuse(room.Version, room.Build(new("m.room.message", null, Creator, TestRoom.Json("{}"))), (_, _) => null));
    }

    [Fact]
    public void An_event_of_another_room_is_no_event_of_this_one() {
        var (here, there) = (new TestRoom(RoomVersion.V12), new TestRoom(RoomVersion.V12, createContent: """{"type":"m.space"}"""));
        Assert.NotNull(AuthRules.Refuse(RoomVersion.V12, there.Build(new("m.room.message", null, Creator, TestRoom.Json("{}"))), here.Lookup));
    }

    [Fact]
    public void A_room_without_federation_takes_nobody_from_elsewhere() {
        var closed = new TestRoom(RoomVersion.V11, "public", """{"m.federate":false}""");
        Assert.NotNull(closed.Member("@a:elsewhere", "@a:elsewhere", "join"));
        Assert.Null(closed.Member(Ann, Ann, "join"));
        Assert.Null(new TestRoom(RoomVersion.V11, "public").Member("@a:elsewhere", "@a:elsewhere", "join"));
    }

    [Fact]
    public void The_auth_events_are_those_that_the_specification_selects() {
        var plain = new NewEvent("m.room.message", null, Ann, TestRoom.Json("{}"));
        Assert.Equal([("m.room.create", ""), ("m.room.power_levels", ""), ("m.room.member", Ann)], AuthRules.AuthEventKeys(RoomVersion.V11, plain));
        Assert.Equal([("m.room.power_levels", ""), ("m.room.member", Ann)], AuthRules.AuthEventKeys(RoomVersion.V12, plain));
        var invite = new NewEvent("m.room.member", Ben, Ann, TestRoom.Json("""{"membership":"invite","third_party_invite":{"signed":{"token":"t"}}}"""));
        Assert.Equal([("m.room.power_levels", ""), ("m.room.member", Ann), ("m.room.member", Ben), ("m.room.join_rules", ""), ("m.room.third_party_invite", "t")],
            AuthRules.AuthEventKeys(RoomVersion.V12, invite));
        var leave = new NewEvent("m.room.member", Ann, Ann, TestRoom.Json("""{"membership":"leave"}"""));
        Assert.Equal([("m.room.power_levels", ""), ("m.room.member", Ann)], AuthRules.AuthEventKeys(RoomVersion.V12, leave));
        Assert.Empty(AuthRules.AuthEventKeys(RoomVersion.V11, new("m.room.create", "", Ann, TestRoom.Json("{}"))));
    }

    [Fact]
    public void An_invitation_to_an_address_is_redeemed_by_the_signature_over_its_token() {
        using var key = Key.Create(SignatureAlgorithm.Ed25519, new() { ExportPolicy = KeyExportPolicies.AllowPlaintextExport });
        using var identity = ServerKey.FromSeed("id.example", "ed25519:0", key.Export(KeyBlobFormat.RawPrivateKey));
        var room = Room("11", Ann);
        Assert.Null(room.State(Ann, "m.room.third_party_invite", "token", $$"""{"public_keys":[{"public_key":"{{UnpaddedBase64.Encode(identity.PublicKey)}}"}]}"""));
        string Invite(string mxid, string token, ServerKey by) {
            var signed = JsonNode.Parse($$"""{"mxid":"{{mxid}}","token":"{{token}}"}""")!;
            signed["signatures"] = new JsonObject { ["id.example"] = new JsonObject { ["ed25519:0"] = EventSigning.SignJson(JsonElement.Parse(signed.ToJsonString()), by) } };
            return $$"""{"third_party_invite":{"display_name":"b…","signed":{{signed.ToJsonString()}} } }""";
        }
        Assert.NotNull(room.Member(Ann, Ben, "invite", Invite(Ben, "token", TestRoom.Key)));
        Assert.NotNull(room.Member(Ann, Ben, "invite", Invite(Cat, "token", identity)));
        Assert.NotNull(room.Member(Ann, Ben, "invite", Invite(Ben, "other", identity)));
        Assert.NotNull(room.Member(Creator, Ben, "invite", Invite(Ben, "token", identity)));
        Assert.NotNull(room.Member(Ann, Ben, "invite", """{"third_party_invite":{}}"""));
        Assert.Null(room.Member(Ann, Ben, "invite", Invite(Ben, "token", identity)));
        Assert.Null(room.Member(Ben, Ben, "join"));
    }

    [Theory]
    [MemberData(nameof(Versions))]
    public void Whatever_people_try_power_stays_where_it_was_given(string version) => Attempt.List[1, 60].Sample(attempts => {
        var room = new TestRoom(RoomVersion.Find(version)!, "public");
        foreach (var attempt in attempts) {
            var levels = People.ToDictionary(p => p, room.Level);
            var memberships = People.ToDictionary(p => p, room.Membership);
            var joinRule = room.Lookup("m.room.join_rules", "")!.ContentText("join_rule");
            if (attempt(room) is not { } sender) continue;
            Assert.NotEqual("ban", memberships[sender]);
            foreach (var person in People) {
                if (room.Level(person) != levels[person]) {
                    Assert.True(levels[person] <= levels[sender] && room.Level(person) <= levels[sender], "Power came from nowhere.");
                    Assert.True(person == sender || levels[person] < levels[sender], "An equal was touched.");
                }
                if (room.Membership(person) == memberships[person]) continue;
                if (room.Membership(person) is "join" or "knock") Assert.Equal(sender, person);
                else if (person != sender) Assert.Equal("join", memberships[sender]);
                if (room.Membership(person) == "join" && joinRule != "public") Assert.Equal("invite", memberships[person]);
                if (room.Membership(person) is "leave" or "ban" && person != sender) Assert.True(levels[person] < levels[sender], "One not below was removed.");
            }
            if (version == "12") Assert.Equal(long.MaxValue, room.Level(Creator));
        }
    }, iter: Stories.Count(300));

    /// <summary>Something that somebody tries; gives back who it was when it was allowed.</summary>
    private static readonly Gen<Func<TestRoom, string?>> Attempt = Gen.Select(Gen.OneOf(People), Gen.OneOf(People), Gen.Int[0, 99], Gen.OneOf(-10, 0, 10, 49, 50, 99, 100, 101))
        .Select((sender, target, kind, level) => (Func<TestRoom, string?>)(room => (kind switch {
            < 15 => room.Member(sender, sender, "join"),
            < 25 => room.Member(sender, target, "invite"),
            < 32 => room.Member(sender, target, "leave"),
            < 38 => room.Member(sender, target, "ban"),
            < 42 => room.Member(sender, sender, "knock"),
            < 75 => room.PowerLevels(sender, WithLevel(room, target, level)),
            < 85 => room.PowerLevels(sender, $$"""{"users":{"{{target}}":{{level}} } }"""),
            < 90 => room.State(sender, "m.room.join_rules", "", $$"""{"join_rule":"{{(level < 50 ? "invite" : "public")}}"}"""),
            _ => room.Message(sender),
        }) is null ? sender : null));

    private static string WithLevel(TestRoom room, string person, int level) {
        var content = JsonNode.Parse(room.Lookup("m.room.power_levels", "")!.Content.GetRawText())!.AsObject();
        if (content["users"] is null) content["users"] = new JsonObject();
        content["users"]![person] = level;
        return content.ToJsonString();
    }

    /// <summary>A public room in which these people are.</summary>
    private static TestRoom Room(string version, params string[] people) {
        var room = new TestRoom(RoomVersion.Find(version)!);
        foreach (var person in people) {
            Assert.Null(room.Member(Creator, person, "invite"));
            Assert.Null(room.Member(person, person, "join"));
        }
        return room;
    }
}
