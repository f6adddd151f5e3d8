using System.Data.Common;
using System.Text;
using System.Text.Json;
using Dapper;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.AccountData;

/// <summary>What people keep with their account: a JSON object per room (0 for none) and type.</summary>
internal sealed class AccountDataStore(Database database, Inboxes inboxes) {
    private const string Put =
        """
        INSERT INTO talk_account_data (person, room, type, content, pos) VALUES (@person, @room, @type, @content, @pos)
        ON CONFLICT (person, room, type) DO UPDATE SET content = excluded.content, pos = excluded.pos
        """;

    private const string PutOnVersion = $"{Put} WHERE talk_account_data.pos = @version";

    /// <summary>The content as it was kept, or null.</summary>
    public static async Task<string?> Find(DbConnection connection, PersonId person, long room, string type) =>
        (await FindRow(connection, person, room, type))?.Content;

    /// <summary>The content as it was kept, and the position at which that was; null and 0 when there is none.</summary>
    public static async Task<(string? Content, long At)> FindWithPosition(DbConnection connection, PersonId person, long room, string type) =>
        await FindRow(connection, person, room, type) is { } row ? (row.Content, row.Pos) : default;

    /// <summary>Keeps it, in place of what was there.</summary>
    /// <exception cref="MatrixRefusalException">M_TOO_LARGE, M_INVALID_PARAM.</exception>
    public async Task Set(Person person, long room, string type, JsonElement content, CancellationToken stop) {
        var json = Bounded(type, content);
        await database.Read(connection => FindOrMakeRoom(connection, person.Id, room, type), stop);
        try {
            await database.Write(new Write(1, pos => [Statement.Do(Put, Parameters(person, room, type, json, pos))]) { Note = _ => new HappenedTo(person.Id) }, CancellationToken.None);
        } finally {
            inboxes.Ring(person.Id);
        }
    }

    /// <summary>Changes what is kept; nothing that another device changes meanwhile is lost.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="room">In which room; 0 for none.</param>
    /// <param name="type">Its type.</param>
    /// <param name="edit">Makes the new content of the old one (null when there is none); called again when another was faster.</param>
    /// <param name="stop">Ends the attempt.</param>
    /// <exception cref="MatrixRefusalException">M_TOO_LARGE, M_LIMIT_EXCEEDED, or what <paramref name="edit"/> throws.</exception>
    public async Task Edit(Person person, long room, string type, Func<string?, JsonElement> edit, CancellationToken stop) {
        for (var attempt = 0; attempt < TalkLimits.EditAttemptsMax; attempt++) {
            var old = await database.Read(connection => FindOrMakeRoom(connection, person.Id, room, type), stop);
            var json = Bounded(type, edit(old?.Content));
            var parameters = (long pos) => Parameters(person, room, type, json, pos).Append(("version", old?.Pos ?? 0)).ToArray();
            try {
                await database.Write(new Write(1, pos => [Statement.Claim(PutOnVersion, parameters(pos))]) { Note = _ => new HappenedTo(person.Id) }, CancellationToken.None);
                return;
            } catch (WriteLostException) {
                continue;
            } finally {
                inboxes.Ring(person.Id);
            }
        }
        throw new MatrixError(429, "M_LIMIT_EXCEEDED", "Too many devices change this at once.") { RetryAfter = TimeSpan.FromSeconds(1) }.Thrown();
    }

    private static string Bounded(string type, JsonElement content) {
        if (type.Length == 0 || Encoding.UTF8.GetByteCount(type) > TalkLimits.IdBytesMax) {
            throw MatrixError.InvalidParam($"A type has 1 to {TalkLimits.IdBytesMax} bytes.").Thrown();
        }
        var json = content.GetRawText();
        return Encoding.UTF8.GetByteCount(json) <= TalkLimits.AccountDataBytesMax
            ? json : throw MatrixError.TooLarge($"Account data has at most {TalkLimits.AccountDataBytesMax} bytes.").Thrown();
    }

    private static (string Name, object? Value)[] Parameters(Person person, long room, string type, string json, long pos) =>
        [("person", person.Id.Value), ("room", room), ("type", type), ("content", json), ("pos", pos)];

    private static Task<Row?> FindRow(DbConnection connection, PersonId person, long room, string type) =>
        connection.QuerySingleOrDefaultAsync<Row?>(
            "SELECT content AS Content, pos AS Pos FROM talk_account_data WHERE person = @person AND room = @room AND type = @type",
            new { person = person.Value, room, type });

    private static async Task<Row?> FindOrMakeRoom(DbConnection connection, PersonId person, long room, string type) {
        if (await FindRow(connection, person, room, type) is { } row) return row;
        var kept = await connection.ExecuteScalarAsync<long>(
            "SELECT count(*) FROM talk_account_data WHERE person = @person", new { person = person.Value });
        return kept < TalkLimits.AccountDataRowsMax ? null : throw MatrixError.TooLarge("This is more account data than a person can have.").Thrown();
    }

    private sealed record Row(string Content, long Pos);
}
