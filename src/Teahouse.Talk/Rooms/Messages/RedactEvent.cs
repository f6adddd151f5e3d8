using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Messages;

/// <summary>Takes the words out of an event, for everybody and from the disk; also while suspended, of one's own. Spec: redactEvent.</summary>
internal static class RedactEvent {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("PUT", "/rooms/{roomId}/redact/{eventId}/{txnId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string roomId, string eventId, string txnId, Person person, HttpContext http, RoomDoor rooms, CancellationToken stop) {
        var reason = (await MatrixBody.Read(http)).OptionalString("reason");
        var content = new Dictionary<string, string> { ["redacts"] = eventId };
        if (reason is not null) content["reason"] = reason;
        var once = new Request(person.Id, person.DeviceId, TransactionKey.Of(roomId, eventId, txnId));
        var saying = Saying.Of(person.UserId, EventTypes.Redaction, null, JsonSerializer.SerializeToElement(content)) with { Once = once };
        var said = await rooms.Say(roomId, saying, stop);
        return MatrixAnswer.Json(json => json.WriteString("event_id", said));
    }
}
