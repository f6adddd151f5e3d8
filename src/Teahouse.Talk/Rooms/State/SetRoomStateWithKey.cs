using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Aliases;

namespace Teahouse.Talk.Rooms.State;

/// <summary>Sets a piece of a room's state. Spec: setRoomStateWithKey.</summary>
internal static class SetRoomStateWithKey {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("PUT", "/rooms/{roomId}/state/{eventType}/{stateKey?}", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Sending);

    [Reads]
    private static async Task<IResult> Handle(
        string roomId, string eventType, Person person, HttpContext http, RoomDoor rooms, RoomAliases aliases, CancellationToken stop, string? stateKey = null) {
        var content = await MatrixBody.Read(http);
        if (eventType == EventTypes.CanonicalAlias) await aliases.CheckPointHere(roomId, content, stop);
        var eventId = await rooms.Say(roomId, Saying.Of(person.UserId, eventType, stateKey ?? "", content), stop);
        return MatrixAnswer.Json(json => json.WriteString("event_id", eventId));
    }
}
