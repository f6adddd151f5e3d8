using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>Leafs through what was said in a room. Spec: getRoomEvents.</summary>
internal static class GetRoomEvents {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("GET", "/rooms/{roomId}/messages", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.MessageContent, DataClass.MessageMetadata, DataClass.Profile)]
    private static async Task<IResult> Handle(
        string roomId, Person person, Database database, TimeProvider clock, CancellationToken stop,
        string? dir = null, string? from = null, string? to = null, string? limit = null, string? filter = null) {
        var wanted = PagingQuery.FilterOf(filter);
        var query = PagingQuery.Parse(dir, from, to, limit, wanted.Limit);
        var now = clock.GetUtcNow();
        var (start, next, chunk, state) = await database.ReadSnapshot(async connection => {
            var view = await RoomView.Open(connection, roomId, person);
            var paging = await query.In(connection, view);
            var page = await EventPage.OfTimeline(connection, view, paging, wanted);
            var members = wanted.LazyLoadMembers && page.Events.Count > 0 ? await Speakers.Of(connection, view.Room, page.Events) : [];
            return (
                paging.From,
                page.Next,
                await EventRenderer.Render(connection, person, page.Events, now, withRoomId: true),
                await EventRenderer.Render(connection, person, members, now, withRoomId: true));
        }, stop);
        return MatrixAnswer.Json(json => {
            json.WriteString("start", from ?? new StreamToken(start).ForTimeline);
            if (next is { } place) json.WriteString("end", new StreamToken(place).ForTimeline);
            json.WriteRawArray("chunk", chunk);
            if (wanted.LazyLoadMembers) json.WriteRawArray("state", state);
        });
    }
}
