using System.Text.Json;
using System.Text.Unicode;

namespace Teahouse.People.Matrix;

/// <summary>
/// Reads JSON that a stranger sent: nothing deeper than 64, no key twice, nothing behind the end, and only Unicode in its
/// texts, so that whoever takes a text out of it needs no care.
/// </summary>
public static class StrictJson {
    /// <summary>How deep objects and arrays may lie in each other. Deeper ones have killed servers.</summary>
    public const int DepthMax = 64;

    /// <summary>How deep JSON of our own making lies at most: what strangers sent, and what stands around it in a document or an answer.</summary>
    public const int OwnDepthMax = DepthMax + 16;

    /// <summary>For reading JSON of our own making.</summary>
    public static readonly JsonDocumentOptions Own = new() { MaxDepth = OwnDepthMax };

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = DepthMax, AllowDuplicateProperties = false };

    /// <summary>Reads a whole document. The answer owns its memory and needs no disposal.</summary>
    /// <exception cref="MatrixRefusalException">
    /// M_NOT_JSON when it is not JSON at all; M_BAD_JSON when a key stands twice, or an escape is half a character.
    /// </exception>
    public static JsonElement Parse(ReadOnlyMemory<byte> utf8) {
        if (!Utf8.IsValid(utf8.Span)) throw NotJson.Thrown();
        try {
            using var document = JsonDocument.Parse(utf8, Options);
            if (HasSurrogateEscape(utf8.Span)) Texts(document.RootElement);
            return document.RootElement.Clone();
        } catch (JsonException) {
            throw Refusal(utf8).Thrown();
        } catch (InvalidOperationException) {
            throw MatrixError.BadJson("A text escapes half a character.").Thrown();
        }
    }

    private static MatrixError NotJson => new(400, "M_NOT_JSON", "The body is not JSON, or nests deeper than 64.");

    private static bool HasSurrogateEscape(ReadOnlySpan<byte> utf8) => utf8.IndexOf("\\ud"u8) >= 0 || utf8.IndexOf("\\uD"u8) >= 0;

    // Takes every text out once: one that is no Unicode throws here instead of wherever it would be used.
    private static void Texts(JsonElement value) {
        switch (value.ValueKind) {
            case JsonValueKind.String:
                value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray()) Texts(item);
                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject()) {
                    _ = member.Name;
                    Texts(member.Value);
                }
                break;
        }
    }

    private static MatrixError Refusal(ReadOnlyMemory<byte> utf8) {
        try {
            using var document = JsonDocument.Parse(utf8, new() { MaxDepth = DepthMax });
            return MatrixError.BadJson("A key stands twice in one object.");
        } catch (JsonException) {
            return NotJson;
        }
    }
}
