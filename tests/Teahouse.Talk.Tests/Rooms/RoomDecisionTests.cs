using Teahouse.People.Matrix;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms;
using Teahouse.Talk.Tests.Events;

namespace Teahouse.Talk.Tests.Rooms;

public sealed class RoomDecisionTests {
    [Theory]
    [InlineData("0E07900000000000000")]
    [InlineData("1E99999999999999999")]
    [InlineData("0.5")]
    public void State_with_a_number_that_no_event_can_hold_is_refused_where_a_number_stands(string number) {
        var version = RoomVersion.Find("11")!;
        var room = new RoomMemory(version, "!room:localhost");
        Say(EventTypes.Create, "{}");
        room.Add(EventBuilder.Build(version, room.RoomId,
            new(EventTypes.Member, TestRoom.Creator, TestRoom.Creator, TestRoom.Json("""{"membership":"join"}""")), room.Ends, [], 2, 1, TestRoom.Key), null);
        Say("org.tea.kettle", """{"litres":0}""");

        var refusal = Assert.Throws<MatrixRefusalException>(() => RoomDecision.On(
            room, Saying.Of(TestRoom.Creator, "org.tea.kettle", "", TestRoom.Json("{}")), TestRoom.Json($"{{\"litres\":{number}}}"), null, 1, TestRoom.Key));
        Assert.Equal("M_BAD_JSON", refusal.Error.Code);

        void Say(string type, string content) =>
            room.Add(EventBuilder.Build(version, room.RoomId, new(type, "", TestRoom.Creator, TestRoom.Json(content)), room.Ends, [], 1, 1, TestRoom.Key), null);
    }

    [Fact]
    public void State_made_from_other_state_does_not_undo_what_came_between() {
        var version = RoomVersion.Find("11")!;
        var room = new RoomMemory(version, "!room:localhost");
        room.Add(EventBuilder.Build(version, room.RoomId, new(EventTypes.Create, "", TestRoom.Creator, TestRoom.Json("{}")), [], [], 1, 1, TestRoom.Key), null);
        Say(Of(EventTypes.Member, TestRoom.Creator, """{"membership":"join"}"""));
        var first = Say(Of(EventTypes.Topic, "", """{"topic":"green"}"""));
        var fromFirst = Of(EventTypes.Topic, "", """{"topic":"greener"}""") with { InPlaceOf = first };

        Assert.Null(Decide(fromFirst).Refusal);
        var second = Say(Of(EventTypes.Topic, "", """{"topic":"black"}"""));
        Assert.Equal("M_FORBIDDEN", Decide(fromFirst).Refusal?.Code);
        Assert.Null(Decide(fromFirst with { InPlaceOf = second }).Refusal);

        Decision Decide(Saying saying) => RoomDecision.On(room, saying, TestRoom.Json(System.Text.Encoding.UTF8.GetString(saying.Content)), null, 1, TestRoom.Key);

        string Say(Saying saying) {
            var placed = Decide(saying).Placed!;
            room.Add(placed.Pdu, null);
            return placed.Pdu.EventId;
        }

        static Saying Of(string type, string stateKey, string content) => Saying.Of(TestRoom.Creator, type, stateKey, TestRoom.Json(content));
    }
}
