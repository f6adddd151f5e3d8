using System.Text;
using System.Text.Json;
using CsCheck;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Tests.Events;

public sealed class RedactionTests {
    [Theory]
    [InlineData("m.room.message", """{"body":"x","membership":"join"}""", "{}")]
    [InlineData("m.room.create", """{"room_version":"11","type":"m.space","x":{"y":1}}""", """{"room_version":"11","type":"m.space","x":{"y":1}}""")]
    [InlineData("m.room.member", """{"membership":"join","displayname":"D","join_authorised_via_users_server":"@a:b","reason":"r"}""",
        """{"join_authorised_via_users_server":"@a:b","membership":"join"}""")]
    [InlineData("m.room.member", """{"membership":"invite","third_party_invite":{"display_name":"D","signed":{"token":"t"}}}""",
        """{"membership":"invite","third_party_invite":{"signed":{"token":"t"}}}""")]
    [InlineData("m.room.member", """{"membership":"invite","third_party_invite":"odd"}""", """{"membership":"invite"}""")]
    [InlineData("m.room.join_rules", """{"join_rule":"restricted","allow":[],"x":1}""", """{"allow":[],"join_rule":"restricted"}""")]
    [InlineData("m.room.power_levels", """{"users":{},"invite":1,"notifications":{"room":1},"events":{"x":2},"ban":3,"kick":4,"redact":5,"state_default":6,"events_default":7,"users_default":8}""",
        """{"ban":3,"events":{"x":2},"events_default":7,"invite":1,"kick":4,"redact":5,"state_default":6,"users":{},"users_default":8}""")]
    [InlineData("m.room.history_visibility", """{"history_visibility":"joined","x":1}""", """{"history_visibility":"joined"}""")]
    [InlineData("m.room.redaction", """{"redacts":"$x","reason":"spam"}""", """{"redacts":"$x"}""")]
    [InlineData("m.room.aliases", """{"aliases":["#a:b"]}""", "{}")]
    public void Of_a_content_only_what_rooms_need_is_kept(string type, string content, string kept) =>
        Assert.Equal(kept, Encoding.UTF8.GetString(Redaction.EncodeContent(RoomVersion.V11, type, JsonElement.Parse(content))));

    [Fact]
    public void Of_the_event_itself_only_what_rooms_need_is_kept() => Assert.Equal(
        """{"auth_events":[],"content":{},"depth":1,"event_id":"$e","hashes":{},"origin_server_ts":1,"prev_events":[],"room_id":"!r","sender":"@a","signatures":{},"state_key":"","type":"x"}""",
        Encoding.UTF8.GetString(Redaction.Encode(RoomVersion.V11, JsonElement.Parse("""
            {"type":"x","room_id":"!r","sender":"@a","state_key":"","content":{"a":1},"hashes":{},"signatures":{},"depth":1,"prev_events":[],"auth_events":[],
            "origin_server_ts":1,"event_id":"$e","origin":"b","prev_state":[],"membership":"join","redacts":"$x","unsigned":{},"else":1}
            """))));

    [Theory]
    [InlineData("11")]
    [InlineData("12")]
    public void A_redacted_event_keeps_name_and_signature_and_loses_nothing_more_when_redacted_again(string version) =>
        EventSigningTests.AnyEvent(version).Sample(pdu => {
            var redacted = Redaction.Redact(pdu.Version, pdu);
            Assert.Equal(pdu.EventId, redacted.EventId);
            Assert.Equal(pdu.EventId, Pdu.Parse(pdu.Version, redacted.Bytes).EventId);
            Assert.Equal(redacted.Bytes, Redaction.Redact(pdu.Version, redacted).Bytes);
            Assert.True(EventSigning.Verify(pdu.Version, redacted.Json, "localhost", "ed25519:1", TestRoom.Key.PublicKey));
            Assert.Equal(pdu.Bytes.AsSpan().SequenceEqual(redacted.Bytes), EventSigning.HasItsContentHash(redacted.Json));
        });

    [Fact]
    public void Everybody_redacts_their_own_and_moderators_what_others_said() {
        var room = new TestRoom(RoomVersion.V11, "public");
        room.Member("@a:localhost", "@a:localhost", "join");
        var own = room.Build(new("m.room.message", null, "@a:localhost", TestRoom.Json("{}")));
        Assert.True(Redaction.IsAllowed(room.Levels, "@a:localhost", own));
        Assert.True(Redaction.IsAllowed(room.Levels, TestRoom.Creator, own));
        Assert.False(Redaction.IsAllowed(room.Levels, "@b:localhost", own));
    }
}
