using System.Text.Json;

namespace Teahouse.People.Matrix;

/// <summary>Takes typed fields out of a body; a field of a wrong type is M_BAD_JSON, a missing one that must be there M_MISSING_PARAM.</summary>
public static class JsonFields {
    /// <summary>A string, or null when the field is missing or null.</summary>
    public static string? OptionalString(this JsonElement body, string name) => Find(body, name, JsonValueKind.String)?.GetString();

    /// <summary>A string that must be there.</summary>
    public static string RequiredString(this JsonElement body, string name) =>
        OptionalString(body, name) ?? throw MatrixError.MissingParam($"'{name}' is missing.").Thrown();

    /// <summary>An object, or null when the field is missing or null.</summary>
    public static JsonElement? OptionalObject(this JsonElement body, string name) => Find(body, name, JsonValueKind.Object);

    /// <summary>An object that must be there.</summary>
    public static JsonElement RequiredObject(this JsonElement body, string name) =>
        OptionalObject(body, name) ?? throw MatrixError.MissingParam($"'{name}' is missing.").Thrown();

    /// <summary>An array, or null when the field is missing or null.</summary>
    public static JsonElement? OptionalArray(this JsonElement body, string name) => Find(body, name, JsonValueKind.Array);

    /// <summary>The strings of an array; empty when the field is missing.</summary>
    public static IReadOnlyList<string> OptionalStrings(this JsonElement body, string name) =>
        OptionalArray(body, name) is not { } array ? [] : [.. array.EnumerateArray().Select(e =>
            e.ValueKind == JsonValueKind.String ? e.GetString()! : throw MatrixError.BadJson($"'{name}' must hold strings.").Thrown())];

    /// <summary>True or false, or null when the field is missing or null.</summary>
    public static bool? OptionalBool(this JsonElement body, string name) =>
        Field(body, name) switch {
            null => null,
            { ValueKind: JsonValueKind.True } => true,
            { ValueKind: JsonValueKind.False } => false,
            _ => throw MatrixError.BadJson($"'{name}' must be true or false.").Thrown(),
        };

    /// <summary>A whole number, or null when the field is missing or null.</summary>
    public static long? OptionalLong(this JsonElement body, string name) =>
        Find(body, name, JsonValueKind.Number) is not { } number ? null
        : number.TryGetInt64(out var value) ? value : throw MatrixError.BadJson($"'{name}' must be a whole number.").Thrown();

    private static JsonElement? Find(JsonElement body, string name, JsonValueKind kind) =>
        Field(body, name) is not { } field ? null
        : field.ValueKind == kind ? field : throw MatrixError.BadJson($"'{name}' must be a JSON {kind.ToString().ToLowerInvariant()}.").Thrown();

    private static JsonElement? Field(JsonElement body, string name) =>
        body.TryGetProperty(name, out var field) && field.ValueKind != JsonValueKind.Null ? field : null;
}
