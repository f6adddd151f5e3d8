using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;
using Teahouse.Talk.Rooms.Reading;

namespace Teahouse.Talk.Rooms.Directory;

/// <summary>The rooms of a space and of the spaces in it, as far as the person may see them. Spec: getSpaceHierarchy.</summary>
internal static class GetSpaceHierarchy {
    private const string Child = "m.space.child";

    public static void Map(MatrixRoutes routes) =>
        routes.At("GET", "/_matrix/client/v1/rooms/{roomId}/hierarchy", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.MessageMetadata)]
    private static async Task<IResult> Handle(
        string roomId, Person person, Database database, CancellationToken stop,
        string? suggested_only = null, string? limit = null, string? max_depth = null, string? from = null) {
        var count = Math.Min(Number("limit", limit, TalkLimits.SpacePageRooms), TalkLimits.SpacePageRooms);
        if (count == 0) throw MatrixError.InvalidParam("'limit' is greater than zero.").Thrown();
        var depth = Math.Min(Number("max_depth", max_depth, TalkLimits.SpaceDepthMax), TalkLimits.SpaceDepthMax);
        var skipped = Number("from", from, 0);
        var suggested = suggested_only switch {
            null or "false" => false,
            "true" => true,
            _ => throw MatrixError.InvalidParam("'suggested_only' is true or false.").Thrown(),
        };
        var rooms = await database.ReadSnapshot(connection => new Walk(connection, person, suggested, depth).From(roomId), stop);
        return MatrixAnswer.Json(json => {
            json.WriteStartArray("rooms");
            foreach (var room in rooms.Skip(skipped).Take(count)) Write(json, room);
            json.WriteEndArray();
            if (rooms.Count > skipped + count) json.WriteString("next_batch", (skipped + count).ToString(CultureInfo.InvariantCulture));
        });
    }

    private static int Number(string name, string? given, int fallback) => given is null ? fallback
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, TalkLimits.SpaceRoomsMax)
        : throw MatrixError.InvalidParam($"'{name}' is not what it must be.").Thrown();

    private static void Write(Utf8JsonWriter json, Seen room) {
        json.WriteStartObject();
        room.Face.Write(json);
        room.Face.WriteMore(json);
        json.WriteStartArray("children_state");
        foreach (var child in room.Children) ClientEvent.WriteStripped(json, child, withTime: true);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private sealed record Seen(RoomFace Face, IReadOnlyList<Pdu> Children);

    /// <summary>One way through a space, depth first. Each room is met once, so that rooms in a ring end.</summary>
    private sealed class Walk(DbConnection connection, Person person, bool suggestedOnly, int depthMax) {
        private readonly HashSet<string> met = new(StringComparer.Ordinal);
        private readonly List<Seen> seen = [];

        public async Task<IReadOnlyList<Seen>> From(string roomId) {
            await Visit(roomId, 0);
            return seen.Count > 0 ? seen : throw RoomReader.NotInRoom().Thrown();
        }

        private async Task Visit(string roomId, int depth) {
            if (met.Count >= TalkLimits.SpaceRoomsMax || !met.Add(roomId)) return;
            if (await RoomReader.Find(connection, roomId) is not { } room) return;
            var face = await RoomFace.Read(connection, room);
            if (!await face.IsShownTo(connection, person)) return;
            var children = face.IsSpace ? await ChildrenOf(room) : [];
            seen.Add(new(face, children));
            if (depth == depthMax) return;
            foreach (var child in children) await Visit(child.StateKey!, depth + 1);
        }

        private async Task<IReadOnlyList<Pdu>> ChildrenOf(RoomName room) => [
            .. (await RoomReader.StateAt(connection, room.Number, long.MaxValue, Child)).Select(e => e.Pdu)
                .Where(c => c.Content.TryGetProperty("via", out var via) && via.ValueKind == JsonValueKind.Array
                    && (!suggestedOnly || (c.Content.TryGetProperty("suggested", out var yes) && yes.ValueKind == JsonValueKind.True)))
                .OrderBy(c => OrderOf(c) is null).ThenBy(OrderOf, StringComparer.Ordinal).ThenBy(c => c.OriginServerTs).ThenBy(c => c.StateKey, StringComparer.Ordinal)];

        private static string? OrderOf(Pdu child) =>
            child.ContentText("order") is { Length: > 0 and <= TalkLimits.SpaceOrderCharsMax } order && order.All(c => c is >= ' ' and <= '~') ? order : null;
    }
}
