using System.Text.Json;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>What a backup is encrypted for, and who vouches for it.</summary>
internal static class AuthData {
    /// <summary>
    /// Reads the auth data of a backup. A person whose backup is signed by nobody they trust cannot read their messages on the
    /// next device; so one that carries signatures must carry one that is the person's own. One without any stays allowed:
    /// clients may trust it by holding its key.
    /// </summary>
    /// <exception cref="MatrixRefusalException">When it is none, or only others have signed it.</exception>
    public static async Task<string> Parse(JsonElement body, Person person, Database database, CancellationToken stop) {
        var data = body.RequiredObject("auth_data");
        var signed = SignedObject.Of(data);
        var own = await database.Read(c => PublishedKeys.Read(c, person.Id, person.Id), stop);
        var hasSignatures = data.OptionalObject("signatures")?.EnumerateObject().Any(s => s.Value.EnumerateObject().Any()) ?? false;
        return !own.HasMasterKey || !hasSignatures || own.HaveSigned(data, person.UserId)
            ? signed.Json : throw new MatrixError(400, "M_INVALID_SIGNATURE", "None of the signatures is by your own keys.").Thrown();
    }
}
