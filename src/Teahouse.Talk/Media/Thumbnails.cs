using System.Collections.Concurrent;
using Dapper;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>A smaller picture: where it lies and what it is.</summary>
internal sealed record Thumbnail(string File, string ContentType);

/// <summary>Smaller pictures of media. Each is made once, when first asked for, a few at a time.</summary>
internal sealed class Thumbnails(Database database, House house, MediaFiles files, MediaStore store) : IDisposable {
    private const string Select = "SELECT file AS File, content_type AS ContentType FROM talk_thumbnail WHERE origin = @origin AND media_id = @mediaId AND size = @size";

    private const string Insert =
        """
        INSERT INTO talk_thumbnail (origin, media_id, size, file, content_type) VALUES (@origin, @mediaId, @size, @file, @contentType)
        ON CONFLICT (origin, media_id, size) DO NOTHING
        """;

    private readonly SemaphoreSlim places = new(TalkLimits.ThumbnailsAtOnceMax);
    private readonly ConcurrentDictionary<(string MediaId, string Size), Lazy<Task<Thumbnail>>> underWay = new();

    /// <summary>The picture of a file of this server in a size.</summary>
    /// <exception cref="People.Matrix.MatrixRefusalException">M_UNKNOWN, M_TOO_LARGE.</exception>
    public async Task<Thumbnail> Get(MediaRow media, string path, ThumbnailSize size, bool animated, CancellationToken stop) {
        var key = (media.MediaId, Size: size.Name(animated));
        var made = await Find(media, key.Size, stop);
        // The row is there before the file is in its place: whoever sees it waits for the rest.
        if (made is not null && !underWay.ContainsKey(key)) return made;
        return await underWay.GetOrAdd(key, _ => new(() => Finish(key, media, path, size, animated))).Value.WaitAsync(stop);
    }

    private async Task<Thumbnail> Finish((string MediaId, string Size) key, MediaRow media, string path, ThumbnailSize size, bool animated) {
        await places.WaitAsync();
        try {
            return await Find(media, key.Size, CancellationToken.None) ?? await Make(media, path, size, animated);
        } finally {
            places.Release();
            underWay.TryRemove(key, out _);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => places.Dispose();

    private Task<Thumbnail?> Find(MediaRow media, string size, CancellationToken stop) =>
        database.Read(connection => connection.QuerySingleOrDefaultAsync<Thumbnail?>(Select, new { origin = house.ServerName, mediaId = media.MediaId, size }), stop);

    private async Task<Thumbnail> Make(MediaRow media, string path, ThumbnailSize size, bool animated) {
        await using var file = files.Begin();
        // First in memory, because libvips would take a full disk for a bad picture.
        using var small = new MemoryStream();
        var contentType = await Task.Run(() => PictureReducer.Reduce(path, media.ContentType, size, animated, small));
        await file.Write(small.GetBuffer().AsMemory(0, (int)small.Length), CancellationToken.None);
        file.Flush();
        try {
            await database.Write(new Write(Statement.Claim(Insert, ("origin", house.ServerName), ("mediaId", media.MediaId),
                ("size", size.Name(animated)), ("file", file.Name), ("contentType", contentType))), CancellationToken.None);
        } catch (WriteLostException) {
            // Somebody else made the same at the same time; theirs is as good.
            return (await Find(media, size.Name(animated), CancellationToken.None))!;
        } catch (StorageFailedException) {
            if (!await store.IsNamedAfterAll(file)) throw;
        }
        file.Settle();
        return new(file.Name, contentType);
    }
}
