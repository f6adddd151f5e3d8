using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>Takes a file.</summary>
internal static class UploadContent {
    public static void Map(MatrixRoutes matrix) {
        foreach (var version in MediaModule.Versions) {
            matrix.At("POST", $"/_matrix/media/{version}/upload", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Uploading);
        }
    }

    [Reads]
    private static async Task<IResult> Handle(string? filename, Person person, HttpContext http, MediaFiles files, MediaStore media, CancellationToken stop) {
        await media.DemandRoom(person, Upload.ClaimedBytes(http), stop);
        await using var upload = await Upload.Receive(http, files, filename);
        var mediaId = await media.Add(person, upload);
        upload.File.Settle();
        return MatrixAnswer.Json(json => json.WriteString("content_uri", media.UriOf(mediaId)));
    }
}
