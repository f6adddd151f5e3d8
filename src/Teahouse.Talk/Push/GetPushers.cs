using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Push;

/// <summary>Lists where a person wants pushes sent: nowhere, until pushers can be set.</summary>
internal static class GetPushers {
    public static void Map(MatrixRoutes matrix) =>
        matrix.Map("GET", "/pushers", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static MatrixAnswer Handle(Person person) => MatrixAnswer.Json(json => json.WriteStrings("pushers", []));
}
