using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>An event with what was said before and after it. Spec: getEventContext.</summary>
internal static class GetEventContext {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("GET", "/rooms/{roomId}/context/{eventId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.MessageContent, DataClass.MessageMetadata, DataClass.Profile, DataClass.Contacts)]
    private static async Task<IResult> Handle(
        string roomId, string eventId, Person person, Database database, TimeProvider clock, CancellationToken stop,
        string? limit = null, string? filter = null) {
        var wanted = PagingQuery.FilterOf(filter);
        var count = PagingQuery.LimitOf(limit, TalkLimits.TimelineEventsDefault);
        var around = await database.ReadSnapshot(async connection => {
            var view = await RoomView.Open(connection, roomId, person);
            var stored = await view.Event(connection, eventId);
            var (before, after) = await Around(connection, view, stored.Position, count, wanted);
            Task<IReadOnlyList<byte[]>> Render(IReadOnlyList<StoredEvent> events) =>
                EventRenderer.Render(connection, person, events, clock.GetUtcNow(), withRoomId: true);
            return new Surroundings(
                new(before.Count > 0 ? before[^1].Position - 1 : stored.Position - 1),
                new(after.Count > 0 ? after[^1].Position : stored.Position),
                await Render(before), (await Render([stored]))[0], await Render(after),
                await Render(await State(connection, view.Room, [stored, .. before, .. after], wanted)));
        }, stop);
        return MatrixAnswer.Json(json => {
            json.WriteString("start", around.Start.ForTimeline);
            json.WriteString("end", around.End.ForTimeline);
            json.WriteRawArray("events_before", around.Before);
            json.WritePropertyName("event");
            json.WriteRawValue(around.Event, skipInputValidation: true);
            json.WriteRawArray("events_after", around.After);
            json.WriteRawArray("state", around.State);
        });
    }

    /// <summary>What was said before a position, newest first, and after it, oldest first.</summary>
    internal static async Task<(IReadOnlyList<StoredEvent> Before, IReadOnlyList<StoredEvent> After)> Around(
        DbConnection connection, RoomView view, long position, int count, EventFilter wanted) {
        var before = await EventPage.OfTimeline(connection, view, new(Backwards: true, position - 1, 0, count / 2), wanted);
        var after = await EventPage.OfTimeline(connection, view, new(Backwards: false, position, view.End, count - count / 2), wanted);
        return (before.Events, after.Events);
    }

    /// <summary>The state of the room at the newest of these events.</summary>
    internal static async Task<IReadOnlyList<StoredEvent>> State(
        DbConnection connection, RoomName room, IReadOnlyList<StoredEvent> events, EventFilter wanted) {
        var speakers = events.Select(e => e.Pdu.Sender).ToHashSet(StringComparer.Ordinal);
        return [.. (await RoomReader.StateAt(connection, room.Number, events.Max(e => e.Position))).Where(e =>
            (!wanted.LazyLoadMembers || e.Pdu.Type != EventTypes.Member || speakers.Contains(e.Pdu.StateKey!))
            && wanted.Allows(ClientEvent.Json(e.Pdu), room.RoomId))];
    }

    private sealed record Surroundings(
        StreamToken Start, StreamToken End, IReadOnlyList<byte[]> Before, byte[] Event, IReadOnlyList<byte[]> After, IReadOnlyList<byte[]> State);
}
