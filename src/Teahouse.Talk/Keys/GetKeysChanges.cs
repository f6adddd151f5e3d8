using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Keys;

/// <summary>Whose keys changed between two syncs.</summary>
internal static class GetKeysChanges {
    public static void Map(MatrixRoutes matrix) => matrix.Map("GET", "/keys/changes", Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads(DataClass.Contacts)]
    private static async Task<IResult> Handle(string? from, string? to, Person person, Database database, CancellationToken stop) {
        var since = Position(nameof(from), from);
        var until = Position(nameof(to), to);
        var (changed, left) = await database.Read(c => DeviceLists.Read(c, person.Id, since, until), stop);
        return MatrixAnswer.Json(json => {
            json.WriteStrings("changed", changed.Order(StringComparer.Ordinal));
            json.WriteStrings("left", left.Order(StringComparer.Ordinal));
        });
    }

    private static long Position(string name, string? token) =>
        StreamToken.Parse(name, token ?? throw MatrixError.MissingParam($"'{name}' is missing.").Thrown()).Position;
}
