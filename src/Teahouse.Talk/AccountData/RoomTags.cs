using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.AccountData;

/// <summary>The content of m.tag: the tags that a person has put on a room.</summary>
internal static class RoomTags {
    /// <summary>A room without tags.</summary>
    public const string None = """{"tags":{}}""";

    private static readonly JsonSerializerOptions Own = new() { MaxDepth = StrictJson.OwnDepthMax };

    /// <summary>With a tag more, or with another content for it.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM, M_TOO_LARGE.</exception>
    public static JsonElement With(string? content, string tag, JsonElement about) {
        if (tag.Length == 0 || Encoding.UTF8.GetByteCount(tag) > TalkLimits.IdBytesMax) {
            throw MatrixError.InvalidParam($"A tag has 1 to {TalkLimits.IdBytesMax} bytes.").Thrown();
        }
        if (about.TryGetProperty("order", out var order) && (order.ValueKind != JsonValueKind.Number || order.GetDouble() is < 0 or > 1)) {
            throw MatrixError.InvalidParam("'order' is a number between 0 and 1.").Thrown();
        }
        return Changed(content, tags => {
            tags[tag] = JsonNode.Parse(about.GetRawText());
            if (tags.Count > TalkLimits.TagsPerRoomMax) throw MatrixError.TooLarge("These are more tags than a room can have.").Thrown();
        });
    }

    /// <summary>Without a tag.</summary>
    public static JsonElement Without(string? content, string tag) => Changed(content, tags => tags.Remove(tag));

    // A client may have set m.tag as account data, with anything in it.
    private static JsonElement Changed(string? content, Action<JsonObject> change) {
        var tag = JsonNode.Parse(content ?? None, documentOptions: StrictJson.Own)!.AsObject();
        if (tag["tags"] is not JsonObject tags) tag["tags"] = tags = [];
        change(tags);
        return JsonSerializer.SerializeToElement(tag, Own);
    }
}
