using System.Globalization;
using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Keys.Backup;

/// <summary>One version of a person's backup.</summary>
internal sealed record BackupVersion(long Version, string Algorithm, string AuthData, long Etag, long Deleted, long Count) {
    /// <summary>Reads a version in a path or query. What is no number is a version that does not exist.</summary>
    public static long Parse(string? version) =>
        version is null ? throw MatrixError.MissingParam("'version' is missing.").Thrown()
        : long.TryParse(version, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    /// <summary>The answer to a change of keys.</summary>
    /// <param name="etag">Which state of the keys the client knows now.</param>
    public IResult Changed(long etag) => MatrixAnswer.Json(json => {
        json.WriteString("etag", Text(etag));
        json.WriteNumber("count", Count);
    });

    /// <summary>The answer to a question for the version.</summary>
    public IResult Answer() => MatrixAnswer.Json(json => {
        json.WriteString("algorithm", Algorithm);
        json.WritePropertyName("auth_data");
        json.WriteRawValue(AuthData);
        json.WriteNumber("count", Count);
        json.WriteString("etag", Text(Etag));
        json.WriteString("version", Text(Version));
    });

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
