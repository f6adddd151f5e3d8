using System.Data.Common;
using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>The threads of a room, the one that was last written in first. Spec: getThreadRoots.</summary>
internal static class GetThreadRoots {
    public static void Map(MatrixRoutes routes) =>
        routes.At("GET", "/_matrix/client/v1/rooms/{roomId}/threads", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.MessageContent, DataClass.MessageMetadata)]
    private static async Task<IResult> Handle(
        string roomId, Person person, Database database, TimeProvider clock, CancellationToken stop,
        string? include = null, string? limit = null, string? from = null) {
        if (include is not (null or "all" or "participated")) throw MatrixError.InvalidParam("'include' is 'all' or 'participated'.").Thrown();
        var query = PagingQuery.Parse("b", from, null, limit);
        if (query.Limit == 0) throw MatrixError.InvalidParam("'limit' must be greater than 0.").Thrown();
        var page = await database.ReadSnapshot(
            connection => Read(connection, person, roomId, query, include == "participated", clock.GetUtcNow()), stop);
        return MatrixAnswer.Json(json => {
            json.WriteRawArray("chunk", page.Roots);
            if (page.Next is { } place) json.WriteString("next_batch", new StreamToken(place).ForTimeline);
        });
    }

    /// <summary>Reads a page of threads: their roots, rendered.</summary>
    internal static async Task<(IReadOnlyList<byte[]> Roots, long? Next)> Read(
        DbConnection connection, Person person, string roomId, PagingQuery query, bool participated, DateTimeOffset now) {
        var view = await RoomView.Open(connection, roomId, person);
        var paging = await query.In(connection, view);
        var page = await EventPage.Fill(paging, (place, count) => NewestOfThreads(connection, view, person, place, count, participated), view.Shows);
        return (await EventRenderer.Render(connection, person, await Roots(connection, view, page.Events), now, withRoomId: true), page.Next);
    }

    // Threads begin at events that relate to none themselves; whoever is ignored has written nothing.
    private static async Task<IReadOnlyList<StoredEvent>> NewestOfThreads(
        DbConnection connection, RoomView view, Person person, long place, int count, bool onlyParticipated) {
        var participated = onlyParticipated
            ? """
              AND (root.sender = @UserId OR EXISTS (
                  SELECT 1 FROM talk_event own WHERE own.relates_to = e.relates_to AND own.rel_type = 'm.thread' AND own.room = e.room AND own.sender = @UserId))
              """ : "";
        var ids = await connection.QueryAsync<string>(
            $"""
            SELECT newest.event_id FROM talk_event newest JOIN (
                SELECT max(e.pos) AS pos FROM talk_event e
                JOIN talk_event root ON root.event_id = e.relates_to AND root.room = e.room AND root.rel_type IS NULL
                WHERE e.room = @Number AND e.rel_type = 'm.thread' AND e.pos <= @End AND NOT ({SqlText.In(connection, "e.sender", "ignored")}) {participated}
                GROUP BY e.relates_to) thread ON thread.pos = newest.pos
            WHERE newest.pos <= @place ORDER BY newest.pos DESC LIMIT @count
            """, new { view.Room.Number, view.End, ignored = view.Ignored.ToArray(), person.UserId, place, count });
        return [.. (await RoomReader.EventsById(connection, [.. ids])).OrderByDescending(e => e.Position)];
    }

    /// <summary>The roots of the threads that these events are in; those of ignored people without their words.</summary>
    private static async Task<IReadOnlyList<StoredEvent>> Roots(DbConnection connection, RoomView view, IReadOnlyList<StoredEvent> newest) {
        var ids = newest.Select(e => Relations.ThreadOf(e.Pdu)!).ToArray();
        var roots = (await RoomReader.EventsById(connection, ids)).Where(view.MayBeSeen).ToDictionary(e => e.Pdu.EventId, StringComparer.Ordinal);
        return [.. ids.Where(roots.ContainsKey).Select(id => roots[id]).Select(root => view.Shows(root) ? root
            : root with { Pdu = Redaction.Redact(view.Room.Version, root.Pdu) })];
    }
}
