using System.Buffers;
using System.Text;
using System.Text.Json;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Tests.Events;

public sealed class ClientEventTests {
    [Fact]
    public void A_client_sees_the_event_and_nothing_of_how_servers_talk() {
        var room = new TestRoom(RoomVersion.V11, "public");
        var pdu = room.Build(new("m.room.topic", "", TestRoom.Creator, TestRoom.Json("""{"topic":"茶"}""")));
        Assert.Equal($$$"""
            {"content":{"topic":"茶"},"event_id":"{{{pdu.EventId}}}","origin_server_ts":5,"room_id":"!room:localhost","sender":"@creator:localhost","state_key":"","type":"m.room.topic","unsigned":{"age":7}}
            """.Trim(), Written(json => ClientEvent.Write(json, pdu, true, unsigned => unsigned.WriteNumber("age", 7))));
        Assert.DoesNotContain("room_id", Written(json => ClientEvent.Write(json, pdu, false, null)), StringComparison.Ordinal);
        Assert.Equal("""{"content":{"topic":"茶"},"sender":"@creator:localhost","state_key":"","type":"m.room.topic"}""",
            Written(json => ClientEvent.WriteStripped(json, pdu)));
        Assert.Equal(pdu.EventId, ClientEvent.Json(pdu).GetProperty("event_id").GetString());
    }

    [Fact]
    public void Older_clients_find_what_a_redaction_redacts_where_they_look() {
        var room = new TestRoom(RoomVersion.V11, "public");
        var redaction = ClientEvent.Json(room.Build(new("m.room.redaction", null, TestRoom.Creator, TestRoom.Json("""{"redacts":"$x"}"""))));
        Assert.Equal("$x", redaction.GetProperty("redacts").GetString());
        Assert.Equal("$x", redaction.GetProperty("content").GetProperty("redacts").GetString());
        var other = ClientEvent.Json(room.Build(new("m.room.message", null, TestRoom.Creator, TestRoom.Json("""{"redacts":"$x"}"""))));
        Assert.False(other.TryGetProperty("redacts", out _));
    }

    private static string Written(Action<Utf8JsonWriter> write) {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer)) write(json);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
