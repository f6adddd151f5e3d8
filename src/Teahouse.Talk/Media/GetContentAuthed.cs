using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>Hands out a file, to whoever is signed in and knows its address.</summary>
internal static class GetContentAuthed {
    public static void Map(MatrixRoutes matrix) =>
        matrix.At("GET", "/_matrix/client/v1/media/download/{serverName}/{mediaId}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    /// <summary>The file under the name it was uploaded with, or another.</summary>
    public static async Task<IResult> Answer(
        string serverName, string mediaId, string? fileName, HttpContext http, MediaFiles files, MediaStore media, CancellationToken stop) {
        MediaAnswer.DemandHeaderToken(http);
        var row = await media.Find(serverName, mediaId, stop);
        if (row.File is null) return new MatrixError(504, "M_NOT_YET_UPLOADED", "This has not been uploaded yet.");
        return files.Find(row.File) is { } path
            ? MediaAnswer.File(http, path, row.ContentType, Disposition.Of(row.Inline == 1, fileName ?? row.FileName), row.MediaId, row.CreatedAt)
            : MatrixError.NotFound("There is no such media.");
    }

    [Reads(DataClass.Media)]
    private static Task<IResult> Handle(string serverName, string mediaId, Person person, HttpContext http, MediaFiles files, MediaStore media, CancellationToken stop) =>
        Answer(serverName, mediaId, fileName: null, http, files, media, stop);
}
