using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>Hands out a smaller picture of a file.</summary>
internal static class GetContentThumbnailAuthed {
    public static void Map(MatrixRoutes matrix) =>
        matrix.At("GET", "/_matrix/client/v1/media/thumbnail/{serverName}/{mediaId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.Media)]
    private static async Task<IResult> Handle(
        string serverName, string mediaId, string? width, string? height, string? method, string? animated,
        Person person, HttpContext http, MediaFiles files, MediaStore media, Thumbnails thumbnails, CancellationToken stop) {
        MediaAnswer.DemandHeaderToken(http);
        var size = ThumbnailSize.FromRequest(width, height, method);
        var moves = animated switch {
            null or "false" => false,
            "true" => true,
            _ => throw MatrixError.InvalidParam("'animated' is true or false.").Thrown(),
        };
        var row = await media.Find(serverName, mediaId, stop);
        if (row.File is null) return new MatrixError(504, "M_NOT_YET_UPLOADED", "This has not been uploaded yet.");
        if (files.Find(row.File) is not { } source) return MatrixError.NotFound("There is no such media.");
        var small = await thumbnails.Get(row, source, size, moves, stop);
        return files.Find(small.File) is not { } path ? MatrixError.NotFound("There is no such media.")
            : MediaAnswer.File(http, path, small.ContentType, Disposition.Of(inline: true, $"thumbnail.{small.ContentType.Split('/')[1]}"),
                small.File, row.CreatedAt);
    }
}
