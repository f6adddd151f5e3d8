using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Media;

/// <summary>A request's body, taken to disk as it comes in.</summary>
/// <param name="File">The file that holds it.</param>
/// <param name="Bytes">How many they are.</param>
/// <param name="Type">What it is served as.</param>
/// <param name="FileName">What the uploader calls it.</param>
internal sealed record Upload(IncomingFile File, long Bytes, MediaType Type, string? FileName) : IAsyncDisposable {
    /// <summary>The length that the request claims; refused when it is more than a file may have.</summary>
    /// <exception cref="MatrixRefusalException">M_TOO_LARGE.</exception>
    public static long ClaimedBytes(HttpContext http) =>
        http.Request.ContentLength is { } claimed && claimed > TalkLimits.MediaFileBytesMax ? throw TooLarge : http.Request.ContentLength ?? 0;

    /// <summary>Takes the whole body; it is on disk when this ends.</summary>
    /// <exception cref="MatrixRefusalException">M_TOO_LARGE; 503 when the disk does not take it.</exception>
    public static async Task<Upload> Receive(HttpContext http, MediaFiles files, string? fileName) {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = TalkLimits.MediaFileBytesMax + MatrixBody.OverrunBytes;
        var file = files.Begin();
        try {
            var bytes = await Copy(http, file);
            var head = new byte[MediaType.HeadBytes];
            var read = await RandomAccess.ReadAsync(file.Stream.SafeFileHandle, head, fileOffset: 0, http.RequestAborted);
            file.Flush();
            TalkMeter.MediaReceived(bytes);
            return new(file, bytes, MediaType.Of(http.Request.ContentType, head.AsSpan(0, read)), Disposition.Storable(fileName));
        } catch {
            await file.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => File.DisposeAsync();

    private static MatrixRefusalException TooLarge => MatrixError.TooLarge($"A file has at most {TalkLimits.MediaFileBytesMax} bytes.").Thrown();

    private static async Task<long> Copy(HttpContext http, IncomingFile file) {
        try {
            var body = http.Request.BodyReader;
            while (true) {
                var read = await body.ReadAsync(http.RequestAborted);
                try {
                    foreach (var piece in read.Buffer) await file.Write(piece, http.RequestAborted);
                } finally {
                    // Else a refusal would break the connection, and nobody would hear of it.
                    body.AdvanceTo(read.Buffer.End);
                }
                if (file.Stream.Position > TalkLimits.MediaFileBytesMax) throw TooLarge;
                if (read.IsCompleted) return file.Stream.Position;
            }
        } catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge) {
            throw TooLarge;
        }
    }
}
