using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>Hands out a file under a name that the caller chooses.</summary>
internal static class GetContentOverrideNameAuthed {
    public static void Map(MatrixRoutes matrix) =>
        matrix.At("GET", "/_matrix/client/v1/media/download/{serverName}/{mediaId}/{fileName}", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.Media)]
    private static Task<IResult> Handle(
        string serverName, string mediaId, string fileName, Person person, HttpContext http, MediaFiles files, MediaStore media, CancellationToken stop) =>
        GetContentAuthed.Answer(serverName, mediaId, Disposition.Storable(fileName), http, files, media, stop);
}
