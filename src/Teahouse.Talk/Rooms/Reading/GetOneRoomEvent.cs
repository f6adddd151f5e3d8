using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>One event. Spec: getOneRoomEvent.</summary>
internal static class GetOneRoomEvent {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("GET", "/rooms/{roomId}/event/{eventId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.MessageContent, DataClass.MessageMetadata, DataClass.Profile)]
    private static async Task<IResult> Handle(
        string roomId, string eventId, Person person, Database database, TimeProvider clock, CancellationToken stop) =>
        MatrixAnswer.Raw(await database.ReadSnapshot(async connection => {
            var view = await RoomView.Find(connection, roomId, person) ?? throw RoomView.NoSuchEvent().Thrown();
            var stored = await view.Event(connection, eventId);
            return (await EventRenderer.Render(connection, person, [stored], clock.GetUtcNow(), withRoomId: true))[0];
        }, stop));
}
