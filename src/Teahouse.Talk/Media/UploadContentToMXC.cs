using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>Takes the file for an id that was given out in advance.</summary>
internal static class UploadContentToMXC {
    public static void Map(MatrixRoutes matrix) =>
        matrix.At("PUT", "/_matrix/media/v3/upload/{serverName}/{mediaId}", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Uploading);

    [Reads]
    private static async Task<IResult> Handle(
        string serverName, string mediaId, string? filename, Person person, HttpContext http, MediaFiles files, MediaStore media, CancellationToken stop) {
        MediaStore.DemandOpen(await media.Find(serverName, mediaId, stop), person);
        await media.DemandRoom(person, Upload.ClaimedBytes(http), stop);
        await using var upload = await Upload.Receive(http, files, filename);
        await media.Put(person, mediaId, upload);
        upload.File.Settle();
        return MatrixAnswer.Empty;
    }
}
