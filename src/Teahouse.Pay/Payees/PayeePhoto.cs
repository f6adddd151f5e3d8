using System.Security.Cryptography;
using Dapper;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Payees;

/// <summary>A picture of a payee, which the operator has seen: a JPEG or a PNG.</summary>
public sealed class PayeePhoto {
    private static readonly (string Type, byte[] Begins)[] Kinds = [("image/jpeg", [0xFF, 0xD8, 0xFF]), ("image/png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])];

    private PayeePhoto(string type, byte[] bytes) => (Type, Bytes, Name) = (type, bytes, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    /// <summary>The most bytes that one may have.</summary>
    public static int BytesMax => PayLimits.PayeePhotoBytesMax;

    internal string Type { get; }

    internal byte[] Bytes { get; }

    internal string Name { get; }

    /// <summary>Takes a file for a picture.</summary>
    /// <exception cref="ArgumentException">It is none, or too large.</exception>
    public static PayeePhoto Of(byte[] bytes) {
        if (bytes.Length > BytesMax) throw new ArgumentException($"A payee's picture has at most {BytesMax:#,0} bytes.", nameof(bytes));
        var type = Kinds.FirstOrDefault(kind => bytes.AsSpan().StartsWith(kind.Begins)).Type;
        return new(type ?? throw new ArgumentException("A payee's picture is a JPEG or a PNG.", nameof(bytes)), bytes);
    }
}

/// <summary>Shows pictures of payees to whoever was told where they are.</summary>
internal static class ShowPayeePhoto {
    private const string ForEver = "public, max-age=31536000, immutable";

    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/photos/{photo}", Shown)
        .WithSummary("The picture of a verified payee, by the name that a face has it under.").Allows(Access.Anybody).AtMost(Rate.Reading);

    /// <summary>Where one is to be had.</summary>
    public static string PathOf(string name) => $"/pay/v1/photos/{name}";

    // An image element sends no token; the name is told with a face, and to nobody else.
    [Reads(DataClass.Profile)]
    private static async Task<IResult> Shown(string photo, HttpContext http, Database database, CancellationToken stop) {
        var found = await database.Read(c => c.QueryFirstOrDefaultAsync<(string? Type, byte[]? Bytes)>(
            "SELECT photo_type AS Type, photo AS Bytes FROM pay_payee WHERE photo_name = @photo LIMIT 1", new { photo }), stop);
        if (found is not { Type: { } type, Bytes: { } bytes }) return Problem.NotFound;
        http.Response.Headers.CacheControl = ForEver;
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return TypedResults.Bytes(bytes, type);
    }
}
