using System.Buffers.Text;
using System.Security.Cryptography;
using Dapper;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>The rows of media: what is where, whose it is, and how much of their quota people have used.</summary>
internal sealed class MediaStore(Database database, House house, TimeProvider clock) {
    private const int IdBytes = 18;

    private const string Columns =
        """
        SELECT media_id AS MediaId, person AS Person, file AS File, content_type AS ContentType, inline AS Inline, file_name AS FileName,
            created_at AS CreatedAt, expires_at AS ExpiresAt
        FROM talk_media
        """;

    private const string Insert =
        """
        INSERT INTO talk_media (origin, media_id, person, file, content_type, inline, file_name, size, created_at)
        VALUES (@origin, @mediaId, @person, @file, @contentType, @inline, @fileName, 0, @now)
        """;

    private const string Fill =
        """
        UPDATE talk_media SET file = @file, content_type = @contentType, inline = @inline, file_name = @fileName, created_at = @now, expires_at = NULL
        WHERE origin = @origin AND media_id = @mediaId AND person = @person AND file IS NULL AND expires_at > @now
        """;

    private const string TakeQuota =
        """
        UPDATE talk_media SET size = @size WHERE file = @file
            AND (SELECT coalesce(sum(m.size), 0) FROM talk_media m WHERE m.person = @person) + @size <= @quota
        """;

    private const string Reserve =
        """
        INSERT INTO talk_media (origin, media_id, person, content_type, inline, size, created_at, expires_at)
        SELECT @origin, @mediaId, @person, '', 0, 0, @now, @expiresAt
        WHERE (SELECT count(*) FROM talk_media m WHERE m.person = @person AND m.file IS NULL) < @max
        """;

    private const string IsNamedSql =
        "SELECT (SELECT count(*) FROM talk_media WHERE file = @name) + (SELECT count(*) FROM talk_thumbnail WHERE file = @name)";

    private const string DropExpired = "DELETE FROM talk_media WHERE person = @person AND file IS NULL AND expires_at <= @now";

    /// <summary>The address of media of this server.</summary>
    public string UriOf(string mediaId) => $"mxc://{house.ServerName}/{mediaId}";

    /// <summary>Finds media by the two parts of its address. Of other servers there is none yet.</summary>
    /// <exception cref="MatrixRefusalException">M_NOT_FOUND, also for ids that nobody can have.</exception>
    public async Task<MediaRow> Find(string serverName, string mediaId, CancellationToken stop) {
        var isId = mediaId.Length is > 0 and <= TalkLimits.IdBytesMax && mediaId.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_');
        var row = isId && serverName == house.ServerName ? await database.Read(connection => connection.QuerySingleOrDefaultAsync<MediaRow?>(
            $"{Columns} WHERE origin = @origin AND media_id = @mediaId", new { origin = serverName, mediaId }), stop) : null;
        return row is null || row.ExpiresAt <= Now ? throw MatrixError.NotFound("There is no such media.").Thrown() : row;
    }

    /// <summary>Refuses what cannot fit before a byte of it is taken.</summary>
    /// <exception cref="MatrixRefusalException">M_FORBIDDEN.</exception>
    public async Task DemandRoom(Person person, long bytes, CancellationToken stop) {
        var used = await database.Read(connection => connection.ExecuteScalarAsync<long>(
            "SELECT coalesce(sum(size), 0) FROM talk_media WHERE person = @person", new { person = person.Id.Value }), stop);
        if (used + bytes > TalkLimits.MediaBytesPerPersonMax) throw QuotaUsed.Thrown();
    }

    /// <summary>Gives new media an id.</summary>
    /// <exception cref="MatrixRefusalException">M_FORBIDDEN when the quota is used up.</exception>
    public async Task<string> Add(Person person, Upload upload) {
        var mediaId = NewId();
        await Take(person, upload, Statement.Claim(Insert, Parameters(person, mediaId, upload)));
        return mediaId;
    }

    /// <summary>Brings the media for an id that this person was given.</summary>
    /// <exception cref="MatrixRefusalException">M_FORBIDDEN, M_NOT_FOUND, M_CANNOT_OVERWRITE_MEDIA.</exception>
    public Task Put(Person person, string mediaId, Upload upload) => Take(person, upload, Statement.Claim(Fill, Parameters(person, mediaId, upload)));

    /// <summary>Whether a row names a file.</summary>
    public async Task<bool> IsNamed(string file) => await database.Read(
        connection => connection.ExecuteScalarAsync<long>(IsNamedSql, new { name = file }), CancellationToken.None) > 0;

    /// <summary>
    /// After a commit that failed: whether the row is on disk all the same. If not, the file goes; unless a PostgreSQL that hangs may
    /// still write the row when it wakes, or cannot be asked: then a round finds out (<see cref="SettleUploads"/>).
    /// </summary>
    public async Task<bool> IsNamedAfterAll(IncomingFile file) {
        file.MayBeNamed = true;
        if (await IsNamed(file.Name)) return true;
        file.MayBeNamed = database.Kind == DatabaseKind.PostgreSql;
        return false;
    }

    /// <summary>Gives out an id whose media is to follow.</summary>
    /// <returns>The id, and until when it waits, in milliseconds.</returns>
    /// <exception cref="MatrixRefusalException">M_LIMIT_EXCEEDED when too many wait.</exception>
    public async Task<(string MediaId, long ExpiresAt)> ReserveId(Person person, CancellationToken stop) {
        var (mediaId, now) = (NewId(), Now);
        var expiresAt = now + (long)TimeSpan.FromHours(TalkLimits.MediaReservedHours).TotalMilliseconds;
        try {
            await database.Write(new Write(
                Statement.Do(DropExpired, ("person", person.Id.Value), ("now", now)),
                Statement.Claim(Reserve, ("origin", house.ServerName), ("mediaId", mediaId), ("person", person.Id.Value), ("now", now),
                    ("expiresAt", expiresAt), ("max", (long)TalkLimits.MediaReservedMax))), stop);
        } catch (WriteLostException) {
            throw new MatrixError(429, "M_LIMIT_EXCEEDED", "Too many of your uploads are still to come.") { RetryAfter = TimeSpan.FromMinutes(1) }.Thrown();
        }
        return (mediaId, expiresAt);
    }

    /// <summary>Refuses an id that this person cannot upload to.</summary>
    /// <exception cref="MatrixRefusalException">M_FORBIDDEN, M_CANNOT_OVERWRITE_MEDIA.</exception>
    public static void DemandOpen(MediaRow row, Person person) {
        if (!row.IsOf(person.Id)) throw MatrixError.Forbidden("This id was given to somebody else.").Thrown();
        if (row.File is not null) throw Overwritten.Thrown();
    }

    private static MatrixError QuotaUsed => MatrixError.Forbidden("This is more than a person can store here.");

    private static MatrixError Overwritten => new(409, "M_CANNOT_OVERWRITE_MEDIA", "This has been uploaded already.");

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private static string NewId() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(IdBytes));

    private async Task Take(Person person, Upload upload, Statement row) {
        try {
            await database.Write(new Write(row, Statement.Claim(TakeQuota, ("size", upload.Bytes), ("file", upload.File.Name),
                ("person", person.Id.Value), ("quota", TalkLimits.MediaBytesPerPersonMax))), CancellationToken.None);
        } catch (WriteLostException lost) {
            throw (lost.Statement == 0 ? Overwritten : QuotaUsed).Thrown();
        } catch (StorageFailedException) {
            if (!await IsNamedAfterAll(upload.File)) throw;
        }
    }

    private (string Name, object? Value)[] Parameters(Person person, string mediaId, Upload upload) => [
        ("origin", house.ServerName), ("mediaId", mediaId), ("person", person.Id.Value), ("file", upload.File.Name),
        ("contentType", upload.Type.ContentType), ("inline", upload.Type.Inline ? 1L : 0L), ("fileName", upload.FileName), ("now", Now)];
}
