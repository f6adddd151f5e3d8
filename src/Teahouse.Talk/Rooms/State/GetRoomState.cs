using System.Data.Common;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.State;

/// <summary>The state of a room: now, or for who has left it, as they left it. Spec: getRoomState, getRoomStateWithKey.</summary>
internal static class GetRoomState {
    public static void Map(MatrixRoutes routes) {
        routes.Map("GET", "/rooms/{roomId}/state", All).Allows(Access.SignedIn).AtMost(Rate.Reading);
        routes.Map("GET", "/rooms/{roomId}/state/{eventType}/{stateKey?}", WithKey).Allows(Access.SignedIn).AtMost(Rate.Reading);
    }

    [Reads(DataClass.Profile, DataClass.Contacts, DataClass.MessageMetadata)]
    private static async Task<IResult> All(string roomId, Person person, Database database, TimeProvider clock, CancellationToken stop) {
        var events = await database.ReadSnapshot(async connection => {
            var state = await State(connection, roomId, person, null, null);
            return await EventRenderer.Render(connection, person, state, clock.GetUtcNow(), withRoomId: true);
        }, stop);
        return MatrixAnswer.Raw(Join(events));
    }

    [Reads(DataClass.Profile, DataClass.Contacts, DataClass.MessageMetadata)]
    private static async Task<IResult> WithKey(
        string roomId, string eventType, Person person, Database database, TimeProvider clock, CancellationToken stop, string? stateKey = null, string? format = null) {
        if (format is not (null or "content" or "event")) throw MatrixError.InvalidParam("'format' is 'content' or 'event'.").Thrown();
        var (found, rendered) = await database.ReadSnapshot(async connection => {
            var state = await State(connection, roomId, person, eventType, stateKey ?? "");
            return (state, await EventRenderer.Render(connection, person, state, clock.GetUtcNow(), withRoomId: true));
        }, stop);
        if (found.Count == 0) throw MatrixError.NotFound("The room has no such state.").Thrown();
        return format == "event"
            ? MatrixAnswer.Raw(rendered[0])
            : MatrixAnswer.Json(json => {
                foreach (var property in found[0].Pdu.Content.EnumerateObject()) property.WriteTo(json);
            });
    }

    private static async Task<IReadOnlyList<StoredEvent>> State(DbConnection connection, string roomId, Person person, string? type, string? stateKey) {
        var room = await RoomReader.ForPastMember(connection, roomId, person.UserId);
        var last = (await MembershipHistory.Of(connection, room.Number, person.UserId)).LastJoinedUntil(long.MaxValue);
        return await RoomReader.StateAt(connection, room.Number, last, type, stateKey);
    }

    private static byte[] Join(IReadOnlyList<byte[]> events) {
        var joined = new List<byte>(events.Sum(e => e.Length + 1) + 2) { (byte)'[' };
        for (var i = 0; i < events.Count; i++) {
            if (i > 0) joined.Add((byte)',');
            joined.AddRange(events[i]);
        }
        joined.Add((byte)']');
        return [.. joined];
    }
}
