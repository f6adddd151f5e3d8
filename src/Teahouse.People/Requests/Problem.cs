using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Teahouse.People.Matrix;

namespace Teahouse.People.Requests;

/// <summary>A refusal of our own APIs, in the form of RFC 9457. Each code has its page in docs/errors.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Code">The app's word for it.</param>
/// <param name="Title">What happened, in a few words.</param>
/// <param name="Detail">A sentence for whoever reads it.</param>
public sealed record Problem(int Status, string Code, string Title, string Detail) : IResult {
    private TimeSpan? RetryAfter { get; init; }

    /// <summary>Writes further members, for refusals that say how to go on.</summary>
    public Action<Utf8JsonWriter>? More { get; init; }

    internal static Problem LastWayIn => new(409, "lastWayIn", "The last way in", "Without it nobody could sign in as you. Add another passkey or a password first.");

    internal static Problem RecoveryRefused => new(403, "recoveryRefused", "Not let in", "The handle and the recovery code do not belong together.");

    /// <summary>A one-time link was used, or waited too long.</summary>
    public static Problem LinkUsedOrExpired => new(403, "linkUsedOrExpired", "The link no longer works", "It was used before, or it is too old. Ask for another.");

    /// <summary>A passkey ceremony was answered, or waited too long.</summary>
    public static Problem CeremonyExpired => new(400, "ceremonyExpired", "Too late", "This passkey ceremony has ended or was answered before. Begin again.");

    /// <summary>A passkey's answer is not what it must be.</summary>
    public static Problem PasskeyRefused => new(403, "passkeyRefused", "The passkey was refused", "The answer does not belong to this server, this page or this person.");

    internal static Problem RegistrationClosed => new(403, "registrationClosed", "No new people", "Nobody can register here now.");

    internal static Problem RegistrationTokenInvalid => new(403, "registrationTokenInvalid", "The invitation does not work", "It was used up, it is too old, or it was never given out.");

    internal static Problem HandleTaken => new(409, "handleTaken", "The handle is taken", "Somebody has or had this handle, or one that looks like it.");

    internal static Problem HandleInvalid => new(400, "handleInvalid", "Not a handle", "A handle has a to z, 0 to 9 and . _ = - + in between.");

    internal static Problem HandleReserved => new(409, "handleReserved", "The handle is reserved", "It would speak for the house.");

    /// <summary>There is no such thing, or not for this person.</summary>
    public static Problem NotFound => new(404, "notFound", "Not there", "There is no such thing, or it is not yours.");

    /// <summary>The same refusal as Matrix has it, in our form.</summary>
    internal static Problem From(MatrixError error) => new(error.Status, CodeOf(error), TitleOf(error), error.Message) { RetryAfter = error.RetryAfter };

    /// <inheritdoc/>
    public async Task ExecuteAsync(HttpContext httpContext) {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "application/problem+json";
        if (RetryAfter is { } wait) response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString("0", CultureInfo.InvariantCulture);
        await using var json = new Utf8JsonWriter(response.BodyWriter);
        json.WriteStartObject();
        json.WriteString("type", $"/docs/errors/{Code}");
        json.WriteString("title", Title);
        json.WriteNumber("status", Status);
        json.WriteString("detail", Detail);
        json.WriteString("code", Code);
        if (RetryAfter is { } after) json.WriteNumber("retryAfterMs", (long)Math.Ceiling(after.TotalMilliseconds));
        More?.Invoke(json);
        json.WriteEndObject();
    }

    private static string CodeOf(MatrixError error) => error.Code switch {
        "M_LIMIT_EXCEEDED" => "rateLimited",
        "M_USER_SUSPENDED" => "suspended",
        "M_USER_DEACTIVATED" => "deactivated",
        "M_TOO_LARGE" => "tooLarge",
        "M_FORBIDDEN" => "forbidden",
        "M_NOT_JSON" or "M_BAD_JSON" or "M_MISSING_PARAM" or "M_INVALID_PARAM" => "malformed",
        "M_NOT_FOUND" or "M_UNRECOGNIZED" => "notFound",
        _ => error.Status >= 500 ? "serverError" : "unknown",
    };

    private static string TitleOf(MatrixError error) => error.Status switch {
        400 => "The request is not what it must be",
        401 => "Not signed in",
        403 => "Not allowed",
        404 => "Not there",
        413 => "Too large",
        429 => "Too many requests",
        _ => "It did not work",
    };
}
