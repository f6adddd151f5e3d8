using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace Teahouse.People.Requests;

/// <summary>Matrix answers: names as they are written, and what is null is left out.</summary>
internal static class MatrixJson {
    private static readonly JsonSerializerOptions Options = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <summary>200 and <c>{}</c>.</summary>
    public static IResult Done => Ok(new { });

    public static IResult Ok<T>(T body) => Results.Json(body, Options);

    public static IResult Answer<T>(int status, T body) => Results.Json(body, Options, statusCode: status);
}
