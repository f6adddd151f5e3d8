using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Teahouse.People.Matrix;

/// <summary>An answer written straight into the response.</summary>
/// <param name="write">Writes one JSON value.</param>
/// <param name="status">HTTP status.</param>
public sealed class JsonAnswer(Action<Utf8JsonWriter> write, int status = StatusCodes.Status200OK) : IResult {
    /// <summary>How all answers are written: as UTF-8, without escaping what needs none.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>{}</c>: done, and nothing more to say.</summary>
    public static readonly JsonAnswer Empty = new(json => {
        json.WriteStartObject();
        json.WriteEndObject();
    });

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext) {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, Options);
        write(json);
    }
}
