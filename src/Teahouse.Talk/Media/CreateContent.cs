using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>Gives out an id whose file is to follow, so that a message can be sent before its picture is up.</summary>
internal static class CreateContent {
    public static void Map(MatrixRoutes matrix) =>
        matrix.At("POST", "/_matrix/media/v1/create", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Uploading);

    [Reads]
    private static async Task<IResult> Handle(Person person, MediaStore media, CancellationToken stop) {
        var (mediaId, expiresAt) = await media.ReserveId(person, stop);
        return MatrixAnswer.Json(json => {
            json.WriteString("content_uri", media.UriOf(mediaId));
            json.WriteNumber("unused_expires_at", expiresAt);
        });
    }
}
