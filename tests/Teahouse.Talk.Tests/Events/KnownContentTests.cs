using Teahouse.Talk.Events;

namespace Teahouse.Talk.Tests.Events;

public sealed class KnownContentTests {
    [Theory]
    [InlineData("m.room.member", "@a:b", """{"membership":"join","displayname":null,"avatar_url":"mxc://b/c"}""")]
    [InlineData("m.room.power_levels", "", """{"users":{"@a:b":100},"events":{"x":-1},"notifications":{"room":20},"ban":50}""")]
    [InlineData("m.room.create", "", """{"room_version":"12","additional_creators":["@a:b"],"m.federate":false,"predecessor":{"room_id":"!x"}}""")]
    [InlineData("m.room.canonical_alias", "", """{"alias":"","alt_aliases":["#a:b"]}""")]
    [InlineData("m.room.canonical_alias", "", """{"alias":null}""")]
    [InlineData("m.room.history_visibility", "", """{"history_visibility":"invited"}""")]
    [InlineData("m.room.join_rules", "", """{"join_rule":"restricted","allow":[{"type":"m.room_membership","room_id":"!x"}]}""")]
    [InlineData("m.room.encryption", "", """{"algorithm":"m.megolm.v1.aes-sha2","rotation_period_msgs":100}""")]
    [InlineData("org.example.any", "x", """{"membership":7}""")]
    [InlineData("m.room.name", null, """{"name":7}""")]
    public void Good_content_passes_and_what_we_do_not_know_too(string type, string? stateKey, string content) =>
        Assert.Null(KnownContent.Check(type, stateKey, TestRoom.Json(content)));

    [Theory]
    [InlineData("m.room.member", "@a:b", """{"membership":"guest"}""")]
    [InlineData("m.room.member", "@a:b", "{}")]
    [InlineData("m.room.member", "@a:b", """{"membership":"join","displayname":7}""")]
    [InlineData("m.room.member", "@a:b", """{"membership":"invite","third_party_invite":{"display_name":"x"}}""")]
    [InlineData("m.room.member", "a", """{"membership":"join"}""")]
    [InlineData("m.room.power_levels", "", """{"ban":"50"}""")]
    [InlineData("m.room.power_levels", "", """{"ban":null}""")]
    [InlineData("m.room.power_levels", "", """{"users":{"@a:b":"100"}}""")]
    [InlineData("m.room.power_levels", "", """{"users":{"a":100}}""")]
    [InlineData("m.room.power_levels", "", """{"users":[]}""")]
    [InlineData("m.room.power_levels", "", """{"events":{"x":1.5}}""")]
    [InlineData("m.room.power_levels", "", """{"notifications":{"room":true}}""")]
    [InlineData("m.room.create", "", """{"room_version":11}""")]
    [InlineData("m.room.create", "", """{"additional_creators":["a"]}""")]
    [InlineData("m.room.create", "", """{"predecessor":{}}""")]
    [InlineData("m.room.canonical_alias", "", """{"alias":7}""")]
    [InlineData("m.room.canonical_alias", "", """{"alt_aliases":[null]}""")]
    [InlineData("m.room.history_visibility", "", """{"history_visibility":"all"}""")]
    [InlineData("m.room.join_rules", "", """{"join_rule":"anyone"}""")]
    [InlineData("m.room.encryption", "", "{}")]
    [InlineData("m.room.name", "", """{"name":7}""")]
    [InlineData("m.room.pinned_events", "", """{"pinned":"$x"}""")]
    [InlineData("m.room.redaction", null, """{"redacts":7}""")]
    [InlineData("m.room.message", null, "7")]
    public void Bad_content_is_bad_json(string type, string? stateKey, string content) =>
        Assert.Equal("M_BAD_JSON", KnownContent.Check(type, stateKey, TestRoom.Json(content))?.Code);

    [Theory]
    [InlineData("""{"alias":"tea"}""")]
    [InlineData("""{"alt_aliases":["#tea"]}""")]
    public void An_alias_of_wrong_form_is_an_invalid_parameter(string content) =>
        Assert.Equal("M_INVALID_PARAM", KnownContent.Check("m.room.canonical_alias", "", TestRoom.Json(content))?.Code);
}
