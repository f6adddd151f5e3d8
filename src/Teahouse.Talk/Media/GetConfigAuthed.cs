using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>Says how large a file may be; at the older addresses too.</summary>
internal static class GetConfigAuthed {
    public static void Map(MatrixRoutes matrix) {
        foreach (var path in MediaModule.Versions.Select(version => $"/_matrix/media/{version}/config").Append("/_matrix/client/v1/media/config")) {
            matrix.At("GET", path, Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);
        }
    }

    [Reads]
    private static MatrixAnswer Handle(Person person) => MatrixAnswer.Json(json => json.WriteNumber("m.upload.size", TalkLimits.MediaFileBytesMax));
}
