using System.Data.Common;
using System.Text.Json;
using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/*  How a one-time key is given out once.
    (1) One write marks, for each device that is asked for, its oldest free key with the write's own position.
    (2) After the commit the keys with that mark are read, and answered.
    (3) Where a device had none left, its fallback key is marked as used, and answered after that commit.
    Dead between (1) and (2): the key is lost, never given twice. */

/// <summary>Takes one-time keys of devices, to open sessions with them.</summary>
internal static class ClaimKeys {
    private const string Mark =
        """
        UPDATE talk_one_time_key SET claim = @pos
        WHERE person = @person AND device_id = @device AND algorithm = @algorithm AND claim IS NULL AND key_id = (
            SELECT key_id FROM talk_one_time_key
            WHERE person = @person AND device_id = @device AND algorithm = @algorithm AND claim IS NULL ORDER BY pos, key_id LIMIT 1)
        """;

    public static void Map(MatrixRoutes matrix) => matrix.Map("POST", "/keys/claim", Handle).Allows(Access.SignedIn).AtMost(Rate.Sending);

    [Reads(DataClass.Devices)]
    private static async Task<IResult> Handle(HttpContext http, PeopleDirectory people, Database database, CancellationToken stop) {
        var body = await MatrixBody.Read(http);
        var users = new Dictionary<long, string>();
        var wanted = new List<Wanted>();
        foreach (var user in body.RequiredObject("one_time_keys").EnumerateObject()) {
            var devices = DevicesIn(user).ToList();
            if (await people.Find(user.Name, stop) is not { } whose) continue;
            users.Add(whose.Value, user.Name);
            wanted.AddRange(devices.Select(d => new Wanted(whose.Value, d.Device, d.Algorithm)));
        }
        var given = new List<Given>();
        foreach (var some in wanted.Chunk(TalkLimits.ClaimsPerWriteMax)) given.AddRange(await Claim(database, some, stop));
        return MatrixAnswer.Json(json => Write(json, given, users));
    }

    private sealed record Wanted(long Person, string Device, string Algorithm);

    private sealed record Given(long Person, string Device, string Algorithm, string KeyId, string Json);

    private static IEnumerable<(string Device, string Algorithm)> DevicesIn(JsonProperty user) {
        if (user.Value.ValueKind != JsonValueKind.Object) throw MatrixError.BadJson("'one_time_keys' maps user ids to devices.").Thrown();
        return user.Value.EnumerateObject().Select(d => (KeyText.Checked(d.Name, "A device id"), KeyText.Checked(user.Value.RequiredString(d.Name), "An algorithm")));
    }

    private static async Task<List<Given>> Claim(Database database, Wanted[] wanted, CancellationToken stop) {
        var mark = await database.Write(new Write(1, pos => wanted.Select(w => Statement.Do(
            Mark, ("pos", pos), ("person", w.Person), ("device", w.Device), ("algorithm", w.Algorithm)))) {
            Note = _ => new HappenedTo([.. wanted.Select(w => new PersonId(w.Person)).Distinct()]),
        }, stop);
        var given = (await database.Read(c => c.QueryAsync<Given>(
            """
            SELECT person AS Person, device_id AS Device, algorithm AS Algorithm, key_id AS KeyId, json AS Json
            FROM talk_one_time_key WHERE claim = @mark
            """,
            new { mark }), stop)).AsList();
        var without = wanted.Except(given.Select(g => new Wanted(g.Person, g.Device, g.Algorithm))).ToList();
        given.AddRange(await UseFallback(database, without, stop));
        return given;
    }

    private static async Task<List<Given>> UseFallback(Database database, List<Wanted> wanted, CancellationToken stop) {
        var keys = await database.Read(c => Fallback(c, wanted), stop);
        if (keys.Count > 0) {
            // It takes a position, although it writes none: whoever knew how many keys there were must count again.
            await database.Write(new Write(1, _ => keys.Select(k => Statement.Do(
                """
                UPDATE talk_fallback_key SET used = 1
                WHERE person = @person AND device_id = @device AND algorithm = @algorithm AND key_id = @key AND used = 0
                """,
                ("person", k.Person), ("device", k.Device), ("algorithm", k.Algorithm), ("key", k.KeyId)))) {
                Note = _ => new HappenedTo([.. keys.Select(k => new PersonId(k.Person)).Distinct()]),
            }, stop);
        }
        return keys;
    }

    private static async Task<List<Given>> Fallback(DbConnection connection, List<Wanted> wanted) {
        var keys = new List<Given>();
        foreach (var one in wanted) {
            keys.AddRange(await connection.QueryAsync<Given>(
                """
                SELECT person AS Person, device_id AS Device, algorithm AS Algorithm, key_id AS KeyId, json AS Json
                FROM talk_fallback_key WHERE person = @Person AND device_id = @Device AND algorithm = @Algorithm
                """,
                one));
        }
        return keys;
    }

    private static void Write(Utf8JsonWriter json, List<Given> given, Dictionary<long, string> users) {
        json.WriteStartObject("failures");
        json.WriteEndObject();
        json.WriteStartObject("one_time_keys");
        foreach (var user in given.GroupBy(k => k.Person)) {
            json.WriteStartObject(users[user.Key]);
            foreach (var key in user) {
                json.WriteStartObject(key.Device);
                json.WritePropertyName($"{key.Algorithm}:{key.KeyId}");
                json.WriteRawValue(key.Json);
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }
}
