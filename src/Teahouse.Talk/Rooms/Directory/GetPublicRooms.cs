using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Rooms.Directory;

/// <summary>The house's list of rooms, page by page. Spec: getPublicRooms, queryPublicRooms.</summary>
internal static class GetPublicRooms {
    public static void Map(MatrixRoutes routes) {
        routes.Map("GET", "/publicRooms", All).Allows(Access.Anybody).AtMost(Rate.Reading);
        routes.Map("POST", "/publicRooms", Some).Allows(Access.SignedIn).AtMost(Rate.Reading);
    }

    [Reads]
    private static Task<IResult> All(Database database, House house, CancellationToken stop, string? limit = null, string? since = null, string? server = null) =>
        Answer(new Question(Number("limit", limit) ?? TalkLimits.PublishedPageRooms, Number("since", since) ?? 0, null, null), server, database, house, stop);

    [Reads]
    private static async Task<IResult> Some(HttpContext http, Person person, Database database, House house, CancellationToken stop, string? server = null) {
        var body = await MatrixBody.Read(http);
        // Of a network that is no Matrix server there is nothing here.
        if (body.OptionalString("third_party_instance_id") is not null) return Page([], 0, null);
        var filter = body.OptionalObject("filter");
        var limit = body.OptionalLong("limit") is { } given ? (int)Math.Clamp(given, 0, TalkLimits.PublishedPageRooms) : TalkLimits.PublishedPageRooms;
        var question = new Question(limit, Number("since", body.OptionalString("since")) ?? 0, filter?.OptionalString("generic_search_term"), Types(filter));
        return await Answer(question, server, database, house, stop);
    }

    private static async Task<IResult> Answer(Question question, string? server, Database database, House house, CancellationToken stop) {
        if (server is not null && server != house.ServerName) return MatrixError.NotFound("This house knows no other server's list.");
        var (page, total, next) = await database.ReadSnapshot(async connection => {
            var all = await PublishedRooms.All(connection);
            var faces = new List<RoomFace>();
            var at = question.Since;
            for (var end = Math.Min(all.Count, at + TalkLimits.PublishedScanRooms); at < end && faces.Count < question.Limit; at++) {
                var face = await RoomFace.Read(connection, all[at]);
                if (question.Wants(face)) faces.Add(face);
            }
            return (faces, all.Count, at < all.Count ? at : (int?)null);
        }, stop);
        return Page(page, total, next);
    }

    private static MatrixAnswer Page(IReadOnlyList<RoomFace> faces, int total, int? next) => MatrixAnswer.Json(json => {
        json.WriteStartArray("chunk");
        foreach (var face in faces) {
            json.WriteStartObject();
            face.Write(json);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteNumber("total_room_count_estimate", total);
        if (next is { } place) json.WriteString("next_batch", place.ToString(CultureInfo.InvariantCulture));
    });

    private static HashSet<string>? Types(JsonElement? filter) {
        if (filter?.OptionalArray("room_types") is not { } list) return null;
        return [.. list.EnumerateArray().Select(t => t.ValueKind switch {
            JsonValueKind.Null => "",
            JsonValueKind.String => t.GetString()!,
            _ => throw MatrixError.BadJson("'room_types' holds strings and null.").Thrown(),
        })];
    }

    private static int? Number(string name, string? given) => given is null ? null
        : int.TryParse(given, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? Math.Min(number, name == "limit" ? TalkLimits.PublishedPageRooms : int.MaxValue / 2)
        : throw MatrixError.InvalidParam($"'{name}' is not what it must be.").Thrown();

    /// <summary>What somebody looks for; of room types, the empty one stands for none.</summary>
    private sealed record Question(int Limit, int Since, string? Term, HashSet<string>? Types) {
        public bool Wants(RoomFace face) => (Types is null || Types.Contains(face.Type ?? "")) && (string.IsNullOrEmpty(Term) || face.Matches(Term));
    }
}
