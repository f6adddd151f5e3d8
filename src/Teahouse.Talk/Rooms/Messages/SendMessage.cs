using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Rooms.Messages;

/// <summary>Says something in a room, once per transaction id. Spec: sendMessage.</summary>
internal static class SendMessage {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("PUT", "/rooms/{roomId}/send/{eventType}/{txnId}", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string roomId, string eventType, string txnId, Person person, HttpContext http, RoomDoor rooms, CancellationToken stop) {
        var content = await MatrixBody.Read(http);
        var once = new Request(person.Id, person.DeviceId, TransactionKey.Of(roomId, eventType, txnId));
        var eventId = await rooms.Say(roomId, Saying.Of(person.UserId, eventType, null, content) with { Once = once }, stop);
        return MatrixAnswer.Json(json => json.WriteString("event_id", eventId));
    }
}
