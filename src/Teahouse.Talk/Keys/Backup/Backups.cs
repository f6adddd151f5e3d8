using System.Data.Common;
using System.Globalization;
using Dapper;
using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>The backups of room keys.</summary>
internal sealed class Backups(Database database) {
    /// <summary>There is no such backup.</summary>
    public static readonly MatrixError Unknown = MatrixError.NotFound("Unknown backup version.");

    private const string Select =
        """
        SELECT version AS Version, algorithm AS Algorithm, auth_data AS AuthData, etag AS Etag, deleted AS Deleted,
            (SELECT count(*) FROM talk_backup_key k WHERE k.person = b.person AND k.version = b.version) AS Count
        FROM talk_backup b WHERE b.person = @person
        """;

    // True while no newer backup has taken its place.
    private const string IsCurrent =
        """
        person = @person AND version = @version AND deleted = 0 AND NOT EXISTS (
            SELECT 1 FROM talk_backup newer WHERE newer.person = @person AND newer.version > @version AND newer.deleted = 0)
        """;

    /// <summary>The newest backup; null when there is none.</summary>
    public Task<BackupVersion?> Current(PersonId person, CancellationToken stop) => database.Read(c => c.QueryFirstOrDefaultAsync<BackupVersion>(
        $"{Select} AND deleted = 0 ORDER BY version DESC LIMIT 1", new { person = person.Value }), stop);

    /// <summary>A backup, also one that has been deleted; null when there never was one.</summary>
    public Task<BackupVersion?> FindEver(PersonId person, long version, CancellationToken stop) => database.Read(
        c => c.QueryFirstOrDefaultAsync<BackupVersion>($"{Select} AND version = @version", new { person = person.Value, version }), stop);

    /// <summary>A backup that is there.</summary>
    /// <exception cref="MatrixRefusalException">M_NOT_FOUND.</exception>
    public async Task<BackupVersion> Find(PersonId person, long version, CancellationToken stop) =>
        await FindEver(person, version, stop) is { Deleted: 0 } found ? found : throw Unknown.Thrown();

    /// <summary>Makes a new backup.</summary>
    /// <returns>Its version.</returns>
    public async Task<long> Create(PersonId person, string algorithm, string authData, CancellationToken stop) {
        while (true) {
            var version = 1 + await database.Read(c => c.QuerySingleAsync<long>(
                "SELECT coalesce(max(version), 0) FROM talk_backup WHERE person = @person", new { person = person.Value }), stop);
            try {
                await database.Write(new Write(Statement.Claim(
                    "INSERT INTO talk_backup (person, version, algorithm, auth_data, etag, deleted) VALUES (@person, @version, @algorithm, @data, 0, 0)",
                    ("person", person.Value), ("version", version), ("algorithm", algorithm), ("data", authData))), stop);
                return version;
            } catch (WriteLostException) {
                continue;                // another device took this version: take the next
            }
        }
    }

    /// <summary>Gives a backup other auth data.</summary>
    public Task<long> Update(PersonId person, long version, string authData, CancellationToken stop) => database.Write(new Write(Statement.Do(
        "UPDATE talk_backup SET auth_data = @data WHERE person = @person AND version = @version AND deleted = 0",
        ("data", authData), ("person", person.Value), ("version", version))), stop);

    /// <summary>Deletes a backup with its keys. The version stays as an empty row, so that it is not given again.</summary>
    public Task<long> Delete(PersonId person, long version, CancellationToken stop) => database.Write(new Write(
        Statement.Do(
            "UPDATE talk_backup SET deleted = 1, auth_data = '{}' WHERE person = @person AND version = @version",
            ("person", person.Value), ("version", version)),
        Statement.Do("DELETE FROM talk_backup_key WHERE person = @person AND version = @version", ("person", person.Value), ("version", version))), stop);

    /// <summary>Puts keys into the current backup.</summary>
    public async Task<IResult> Put(PersonId person, long version, IReadOnlyList<BackedUpKey> keys, CancellationToken stop) {
        try {
            var etag = await database.Write(new Write(1, pos => [
                Statement.Claim($"UPDATE talk_backup SET etag = etag WHERE {IsCurrent}", ("person", person.Value), ("version", version)),
                .. keys.Select(key => key.StoreUnlessWorse(person, version, pos)),
                Statement.Do(
                    """
                    UPDATE talk_backup SET etag = @pos WHERE person = @person AND version = @version AND EXISTS (
                        SELECT 1 FROM talk_backup_key k WHERE k.person = @person AND k.version = @version AND k.pos = @pos)
                    """,
                    ("pos", pos), ("person", person.Value), ("version", version))]), stop);
            return await Changed(person, version, etag, stop);
        } catch (WriteLostException) {
            return await Current(person, stop) is { } current ? WrongVersion(current.Version) : Unknown;
        }
    }

    /// <summary>Takes keys out of a backup.</summary>
    public async Task<IResult> DeleteKeys(PersonId person, long version, KeyChoice which, CancellationToken stop) {
        await Find(person, version, stop);
        (string, object?)[] chosen = [("person", person.Value), ("version", version), .. which.Parameters];
        var etag = await database.Write(new Write(1, pos => [
            Statement.Do(
                $"""
                UPDATE talk_backup SET etag = @pos WHERE person = @person AND version = @version AND EXISTS (
                    SELECT 1 FROM talk_backup_key WHERE {which.Where})
                """,
                [("pos", pos), .. chosen]),
            Statement.Do($"DELETE FROM talk_backup_key WHERE {which.Where}", chosen)]), stop);
        return await Changed(person, version, etag, stop);
    }

    /// <summary>Reads keys of a backup.</summary>
    public async Task<IReadOnlyList<BackedUpKey>> Keys(PersonId person, long version, KeyChoice which, CancellationToken stop) {
        await Find(person, version, stop);
        return await database.Read(c => Keys(c, person, version, which), stop);
    }

    private static async Task<IReadOnlyList<BackedUpKey>> Keys(DbConnection connection, PersonId person, long version, KeyChoice which) =>
        [.. (await connection.QueryAsync<(string Room, string Session, long Index, long Forwarded, long Verified, string Data)>(
            $"""
            SELECT room_id, session_id, first_message_index, forwarded_count, is_verified, session_data
            FROM talk_backup_key WHERE {which.Where} ORDER BY room_id, session_id
            """,
            new { person = person.Value, version, room = which.RoomId, session = which.SessionId }))
            .Select(k => new BackedUpKey(k.Room, k.Session, k.Index, k.Forwarded, k.Verified == 1, k.Data))];

    // A change that another device made since is not told as known: the client must see that the state is another one.
    private async Task<IResult> Changed(PersonId person, long version, long etag, CancellationToken stop) =>
        await FindEver(person, version, stop) is { } backup ? backup.Changed(Math.Min(etag, backup.Etag)) : Unknown;

    private static MatrixAnswer WrongVersion(long current) => MatrixAnswer.Json(
        json => {
            json.WriteString("errcode", "M_WRONG_ROOM_KEYS_VERSION");
            json.WriteString("error", "This is not the current backup version.");
            json.WriteString("current_version", current.ToString(CultureInfo.InvariantCulture));
        },
        StatusCodes.Status403Forbidden);
}
