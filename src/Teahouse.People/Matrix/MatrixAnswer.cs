using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Teahouse.People.Matrix;

/// <summary>A JSON object as an answer, written straight to the response.</summary>
public sealed class MatrixAnswer : IResult {
    /// <summary>How JSON is written here: without escapes that it does not need.</summary>
    public static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary><c>{}</c>.</summary>
    public static readonly MatrixAnswer Empty = new(static _ => { }, StatusCodes.Status200OK);

    private readonly Action<Utf8JsonWriter> properties;
    private readonly int status;

    private MatrixAnswer(Action<Utf8JsonWriter> properties, int status) => (this.properties, this.status) = (properties, status);

    /// <summary>An object with the properties that are written.</summary>
    public static MatrixAnswer Json(Action<Utf8JsonWriter> properties, int status = StatusCodes.Status200OK) => new(properties, status);

    /// <summary>A value that is JSON already.</summary>
    public static IResult Raw(ReadOnlyMemory<byte> utf8) => Results.Bytes(utf8, "application/json");

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext) {
        httpContext.Response.StatusCode = status;
        httpContext.Response.ContentType = "application/json";
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter, Options);
        json.WriteStartObject();
        properties(json);
        json.WriteEndObject();
    }
}

/// <summary>Writes what answers often hold.</summary>
public static class JsonWriting {
    /// <summary>An array of strings.</summary>
    public static void WriteStrings(this Utf8JsonWriter json, string name, IEnumerable<string> values) {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }

    /// <summary>An array of values that are JSON already.</summary>
    public static void WriteRawArray(this Utf8JsonWriter json, string name, IEnumerable<byte[]> values) {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteRawValue(value, skipInputValidation: true);
        json.WriteEndArray();
    }

    /// <summary>An object with one array <c>events</c> of values that are JSON already.</summary>
    public static void WriteEvents(this Utf8JsonWriter json, string name, IEnumerable<byte[]> events) {
        json.WriteStartObject(name);
        json.WriteRawArray("events", events);
        json.WriteEndObject();
    }
}
