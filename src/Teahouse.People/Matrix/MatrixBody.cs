using System.Buffers;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Teahouse.People.Matrix;

/// <summary>Reads a request's body as a JSON object, whatever content type it claims.</summary>
public static class MatrixBody {
    /// <summary>Bytes of a body that is not media: an event of 64 KiB with room for what stands around it.</summary>
    public const int BytesMax = 256 * 1024;

    /// <summary>Bytes that the server takes beyond a body that is too large, so that whoever sends it hears why instead of a broken connection.</summary>
    public const int OverrunBytes = 1 << 20;

    /// <summary>Reads the whole body. An empty body counts as <c>{}</c>: older clients send none where all is optional.</summary>
    /// <param name="http">The request.</param>
    /// <param name="bytesMax">How many bytes it may have.</param>
    /// <exception cref="MatrixRefusalException">M_TOO_LARGE, M_NOT_JSON or M_BAD_JSON.</exception>
    public static async Task<JsonElement> Read(HttpContext http, int bytesMax = BytesMax) {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = bytesMax + OverrunBytes;
        if (http.Request.ContentLength > bytesMax) throw TooLarge(bytesMax);
        byte[] bytes;
        try {
            bytes = await ReadAll(http, bytesMax);
        } catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge) {
            throw TooLarge(bytesMax);
        }
        if (bytes.Length == 0) return Empty;
        var body = StrictJson.Parse(bytes);
        return body.ValueKind == JsonValueKind.Object ? body : throw MatrixError.BadJson("The body must be a JSON object.").Thrown();
    }

    private static readonly JsonElement Empty = JsonDocument.Parse("{}").RootElement.Clone();

    private static MatrixRefusalException TooLarge(int bytesMax) => MatrixError.TooLarge($"The body may have {bytesMax} bytes.").Thrown();

    private static async Task<byte[]> ReadAll(HttpContext http, int bytesMax) {
        var reader = http.Request.BodyReader;
        while (true) {
            var read = await reader.ReadAsync(http.RequestAborted);
            if (read.Buffer.Length > bytesMax) throw TooLarge(bytesMax);
            if (read.IsCompleted) {
                var bytes = read.Buffer.ToArray();
                reader.AdvanceTo(read.Buffer.End);
                return bytes;
            }
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }
}
