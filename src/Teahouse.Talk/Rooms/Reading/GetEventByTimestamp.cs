using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>The event that is nearest to a moment. Spec: getEventByTimestamp.</summary>
internal static class GetEventByTimestamp {
    public static void Map(MatrixRoutes routes) =>
        routes.At("GET", "/_matrix/client/v1/rooms/{roomId}/timestamp_to_event", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.MessageMetadata)]
    private static async Task<IResult> Handle(
        string roomId, Person person, Database database, CancellationToken stop, string? ts = null, string? dir = null) {
        if (ts is null) throw MatrixError.MissingParam("'ts' is missing.").Thrown();
        if (!long.TryParse(ts, NumberStyles.None, CultureInfo.InvariantCulture, out var moment) || moment > TalkLimits.IntegerMax) {
            throw MatrixError.InvalidParam("'ts' is a number of milliseconds.").Thrown();
        }
        var backwards = PagingQuery.IsBackwards(dir);
        var found = await database.ReadSnapshot(async connection => {
            var view = await RoomView.Open(connection, roomId, person);
            return await Nearest(connection, view, moment, backwards);
        }, stop) ?? throw MatrixError.NotFound("There is no event in this direction.").Thrown();
        return MatrixAnswer.Json(json => {
            json.WriteString("event_id", found.Pdu.EventId);
            json.WriteNumber("origin_server_ts", found.Pdu.OriginServerTs);
        });
    }

    /// <summary>The event that is nearest to a moment in one direction, or null.</summary>
    internal static async Task<StoredEvent?> Nearest(DbConnection connection, RoomView view, long moment, bool backwards) {
        var end = Math.Min(view.End, await Database.LastPosition(connection));
        var place = await PlaceBefore(connection, view.Room.Number, backwards ? moment + 1 : moment, end);
        var paging = backwards ? new Paging(true, place, 0, 1) : new Paging(false, place, end, 1);
        var page = await EventPage.Fill(
            paging,
            (at, count) => backwards
                ? RoomReader.Backwards(connection, view.Room.Number, 0, at, count)
                : RoomReader.Forwards(connection, view.Room.Number, at, end, count),
            stored => view.Shows(stored) && (backwards ? stored.Pdu.OriginServerTs <= moment : stored.Pdu.OriginServerTs >= moment));
        return page.Events.Count > 0 ? page.Events[0] : null;
    }

    // One clock stamps a room's events in their order, so halving finds the place without an index that every message would pay for.
    // Where the clock was put back the place is near enough: the moment of what is found there is looked at.
    private static async Task<long> PlaceBefore(DbConnection connection, long room, long moment, long end) {
        var (low, high) = (0L, end + 1);
        while (low < high) {
            var middle = low + ((high - low) / 2);
            var row = await connection.QueryFirstOrDefaultAsync<Row>(
                "SELECT pos AS Position, ts AS Moment FROM talk_event WHERE room = @room AND pos >= @middle AND pos <= @end ORDER BY pos LIMIT 1",
                new { room, middle, end });
            if (row is null || row.Moment >= moment) high = middle;
            else low = row.Position + 1;
        }
        return Math.Max(low - 1, 0);
    }

    private sealed record Row(long Position, long Moment);
}
