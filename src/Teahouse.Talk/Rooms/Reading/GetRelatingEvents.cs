using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>What relates to an event: reactions, edits, a thread. Spec: getRelatingEvents, getRelatingEventsWithRelType,
/// getRelatingEventsWithRelTypeAndEventType.</summary>
internal static class GetRelatingEvents {
    private const string Path = "/_matrix/client/v1/rooms/{roomId}/relations/{eventId}";

    public static void Map(MatrixRoutes routes) {
        routes.At("GET", Path, All).Allows(Access.SignedIn).AtMost(Rate.Reading);
        routes.At("GET", Path + "/{relType}", WithRelType).Allows(Access.SignedIn).AtMost(Rate.Reading);
        routes.At("GET", Path + "/{relType}/{eventType}", WithRelTypeAndEventType).Allows(Access.SignedIn).AtMost(Rate.Reading);
    }

    [Reads(DataClass.MessageContent, DataClass.MessageMetadata)]
    private static Task<IResult> All(
        string roomId, string eventId, Person person, Database database, TimeProvider clock, CancellationToken stop,
        string? dir = null, string? from = null, string? to = null, string? limit = null, string? recurse = null) =>
        Answer(new(roomId, eventId, null, null, PagingQuery.Parse(dir ?? "b", from, to, limit), from, IsTrue(recurse)), person, database, clock, stop);

    [Reads(DataClass.MessageContent, DataClass.MessageMetadata)]
    private static Task<IResult> WithRelType(
        string roomId, string eventId, string relType, Person person, Database database, TimeProvider clock, CancellationToken stop,
        string? dir = null, string? from = null, string? to = null, string? limit = null, string? recurse = null) =>
        Answer(new(roomId, eventId, relType, null, PagingQuery.Parse(dir ?? "b", from, to, limit), from, IsTrue(recurse)), person, database, clock, stop);

    [Reads(DataClass.MessageContent, DataClass.MessageMetadata)]
    private static Task<IResult> WithRelTypeAndEventType(
        string roomId, string eventId, string relType, string eventType, Person person, Database database, TimeProvider clock, CancellationToken stop,
        string? dir = null, string? from = null, string? to = null, string? limit = null, string? recurse = null) =>
        Answer(new(roomId, eventId, relType, eventType, PagingQuery.Parse(dir ?? "b", from, to, limit), from, IsTrue(recurse)), person, database, clock, stop);

    private static bool? IsTrue(string? recurse) => recurse switch {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw MatrixError.InvalidParam("'recurse' is 'true' or 'false'.").Thrown(),
    };

    private static async Task<IResult> Answer(Question question, Person person, Database database, TimeProvider clock, CancellationToken stop) {
        var (next, chunk) = await database.ReadSnapshot(async connection => {
            var page = await Read(connection, person, question);
            return (page.Next, await EventRenderer.Render(connection, person, page.Events, clock.GetUtcNow(), withRoomId: true));
        }, stop);
        return MatrixAnswer.Json(json => {
            json.WriteRawArray("chunk", chunk);
            if (next is { } place) json.WriteString("next_batch", new StreamToken(place).ForTimeline);
            if (question.From is { } from) json.WriteString("prev_batch", from);
            if (question.Recurse is not null) json.WriteNumber("recursion_depth", question.Depth);
        });
    }

    /// <summary>Reads a page of what relates to an event.</summary>
    internal static async Task<EventPage> Read(DbConnection connection, Person person, Question question) {
        var view = await RoomView.Find(connection, question.RoomId, person) ?? throw RoomView.NoSuchEvent().Thrown();
        await view.Event(connection, question.EventId);
        var paging = await question.Page.In(connection, view);
        return await EventPage.Fill(paging, (place, count) => Read(connection, view.Room, question, paging, place, count), view.Shows);
    }

    // An event relates to one other only, so the relations form a tree and no event is met twice.
    private static async Task<IReadOnlyList<StoredEvent>> Read(
        DbConnection connection, RoomName room, Question question, Paging paging, long place, int count) {
        var isWanted = (question.RelType is null ? "" : "AND e.rel_type = @RelType") + (question.EventType is null ? "" : " AND e.type = @EventType");
        var ids = (await connection.QueryAsync<string>(
            $"""
            WITH RECURSIVE related (event_id, pos, depth) AS (
                SELECT e.event_id, e.pos, 1 FROM talk_event e WHERE e.relates_to = @EventId AND e.room = @room {isWanted}
                UNION ALL
                SELECT e.event_id, e.pos, r.depth + 1 FROM related r JOIN talk_event e ON e.relates_to = r.event_id
                WHERE e.room = @room AND r.depth < @depth {isWanted})
            SELECT event_id FROM related WHERE pos > @after AND pos <= @upTo ORDER BY pos {(paging.Backwards ? "DESC" : "")} LIMIT @count
            """,
            new {
                question.EventId, room = room.Number, question.RelType, question.EventType, depth = question.Depth, count,
                after = paging.Backwards ? paging.To : place,
                upTo = paging.Backwards ? place : paging.To,
            })).ToArray();
        var events = await RoomReader.EventsById(connection, ids);
        return [.. paging.Backwards ? events.OrderByDescending(e => e.Position) : events.OrderBy(e => e.Position)];
    }

    /// <summary>Which relating events somebody wants.</summary>
    internal sealed record Question(
        string RoomId, string EventId, string? RelType, string? EventType, PagingQuery Page, string? From, bool? Recurse) {
        /// <summary>How many levels of relations are followed.</summary>
        public int Depth => Recurse == true ? TalkLimits.RelationDepthMax : 1;
    }
}
