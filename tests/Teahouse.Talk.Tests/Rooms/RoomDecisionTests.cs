using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms;
using Teahouse.Talk.Tests.Events;

namespace Teahouse.Talk.Tests.Rooms;

public sealed class RoomDecisionTests {
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
