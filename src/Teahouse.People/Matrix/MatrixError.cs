using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Teahouse.People.Matrix;

/// <summary>A refusal in the form that the Matrix specification gives it ("Standard error response").</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The spec's <c>errcode</c>.</param>
/// <param name="Message">A sentence for whoever reads it.</param>
public sealed record MatrixError(int Status, string Code, string Message) : IResult {
    /// <summary>For M_LIMIT_EXCEEDED: how long to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>For M_UNKNOWN_TOKEN: the client may refresh or sign in again and keep its data.</summary>
    public bool SoftLogout { get; init; }

    /// <summary>Something must be there and is not, or is not what it must be.</summary>
    public static MatrixError BadJson(string message) => new(400, "M_BAD_JSON", message);

    /// <summary>A parameter has a wrong value.</summary>
    public static MatrixError InvalidParam(string message) => new(400, "M_INVALID_PARAM", message);

    /// <summary>A parameter is missing.</summary>
    public static MatrixError MissingParam(string message) => new(400, "M_MISSING_PARAM", message);

    /// <summary>The rules do not allow it.</summary>
    public static MatrixError Forbidden(string message) => new(403, "M_FORBIDDEN", message);

    /// <summary>There is no such thing, or not for this person.</summary>
    public static MatrixError NotFound(string message) => new(404, "M_NOT_FOUND", message);

    /// <summary>No such endpoint.</summary>
    public static MatrixError Unrecognized(int status = 404) => new(status, "M_UNRECOGNIZED", "This server has no such endpoint.");

    /// <summary>More than a limit of this server allows.</summary>
    public static MatrixError TooLarge(string message) => new(413, "M_TOO_LARGE", message);

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext) {
        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = "application/json";
        if (RetryAfter is { } wait) httpContext.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", System.Globalization.CultureInfo.InvariantCulture);
        await using var json = new Utf8JsonWriter(httpContext.Response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("errcode", Code);
        json.WriteString("error", Message);
        if (RetryAfter is { } after) json.WriteNumber("retry_after_ms", (long)after.TotalMilliseconds);
        if (SoftLogout) json.WriteBoolean("soft_logout", true);
        json.WriteEndObject();
    }

    /// <summary>Leaves the handler with this answer from where a return value would have to be passed through many hands.</summary>
    public MatrixRefusalException Thrown() => new(this);
}

/// <summary>Carries a <see cref="MatrixError"/> to the one place that answers with it.</summary>
public sealed class MatrixRefusalException : Exception {
    internal MatrixRefusalException(MatrixError error) : base(error.Message) => Error = error;

    /// <summary>The answer.</summary>
    public MatrixError Error { get; }
}
