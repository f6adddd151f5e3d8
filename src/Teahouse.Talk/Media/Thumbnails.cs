using Dapper;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>A smaller picture: where it lies and what it is.</summary>
internal sealed record Thumbnail(string File, string ContentType);

/// <summary>Smaller pictures of media. Each is made once, when first asked for, a few at a time.</summary>
internal sealed class Thumbnails(Database database, House house, MediaFiles files) : IDisposable {
    private const string Select = "SELECT file AS File, content_type AS ContentType FROM talk_thumbnail WHERE origin = @origin AND media_id = @mediaId AND size = @size";

    private const string Insert =
        """
        INSERT INTO talk_thumbnail (origin, media_id, size, file, content_type) VALUES (@origin, @mediaId, @size, @file, @contentType)
        ON CONFLICT (origin, media_id, size) DO NOTHING
        """;

    private readonly SemaphoreSlim places = new(TalkLimits.ThumbnailsAtOnceMax);

    /// <summary>The picture of a file of this server in a size.</summary>
    /// <exception cref="People.Matrix.MatrixRefusalException">M_UNKNOWN, M_TOO_LARGE.</exception>
    public async Task<Thumbnail> Get(MediaRow media, string path, ThumbnailSize size, bool animated, CancellationToken stop) {
        var name = size.Name(animated);
        if (await Find(media, name, stop) is { } made) return made;
        await places.WaitAsync(stop);
        try {
            return await Find(media, name, stop) ?? await Make(media, path, size, animated, stop);
        } finally {
            places.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    private Task<Thumbnail?> Find(MediaRow media, string size, CancellationToken stop) =>
        database.Read(connection => connection.QuerySingleOrDefaultAsync<Thumbnail?>(Select, new { origin = house.ServerName, mediaId = media.MediaId, size }), stop);

    private async Task<Thumbnail> Make(MediaRow media, string path, ThumbnailSize size, bool animated, CancellationToken stop) {
        await using var file = files.Begin();
        var contentType = await Task.Run(() => PictureReducer.Reduce(path, media.ContentType, size, animated, file.Stream), stop);
        file.Flush();
        try {
            await database.Write(new Write(Statement.Claim(Insert, ("origin", house.ServerName), ("mediaId", media.MediaId),
                ("size", size.Name(animated)), ("file", file.Name), ("contentType", contentType))), CancellationToken.None);
        } catch (WriteLostException) {
            // Somebody else made the same at the same time; theirs is as good.
            return (await Find(media, size.Name(animated), stop))!;
        }
        file.Settle();
        return new(file.Name, contentType);
    }
}
