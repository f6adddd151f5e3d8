using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>
/// The addresses at which media could once be had without signing in (getContent, getContentOverrideName, getContentThumbnail).
/// There has never been anything here.
/// </summary>
internal static class GetContent {
    public static void Map(MatrixRoutes matrix) {
        foreach (var version in MediaModule.Versions) {
            foreach (var path in new[] { "download/{serverName}/{mediaId}", "download/{serverName}/{mediaId}/{fileName}", "thumbnail/{serverName}/{mediaId}" }) {
                matrix.At("GET", $"/_matrix/media/{version}/{path}", Handle).Allows(Access.Anybody).AtMost(Rate.Reading);
            }
        }
    }

    [Reads]
    private static MatrixError Handle() => MatrixError.NotFound("Media is handed out at /_matrix/client/v1/media only, to those who are signed in.");
}
