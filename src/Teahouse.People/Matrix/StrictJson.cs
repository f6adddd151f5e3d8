using System.Text.Json;

namespace Teahouse.People.Matrix;

/// <summary>Reads JSON that a stranger sent: nothing deeper than 64, no key twice, nothing behind the end.</summary>
public static class StrictJson {
    /// <summary>How deep objects and arrays may lie in each other. Deeper ones have killed servers.</summary>
    public const int DepthMax = 64;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax, AllowDuplicateProperties = false };

    /// <summary>Reads a whole document. The answer owns its memory and needs no disposal.</summary>
    /// <exception cref="MatrixRefusalException">M_NOT_JSON when it is not JSON at all; M_BAD_JSON when a key stands twice.</exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8) {
        try {
            using var document = JsonDocument.Parse(utf8, Options);
            return document.RootElement.Clone();
        } catch (JsonException) {
            throw Refusal(utf8).Thrown();
        }
    }

    private static MatrixError Refusal(ReadOnlyMemory<byte> utf8) {
        try {
            using var document = JsonDocument.Parse(utf8, new() { MaxDepth = DepthMax });
            return MatrixError.BadJson("A key stands twice in one object.");
        } catch (JsonException) {
            return new(400, "M_NOT_JSON", "The body is not JSON, or nests deeper than 64.");
        }
    }
}
