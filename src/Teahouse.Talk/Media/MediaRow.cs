using Teahouse.Storage;

namespace Teahouse.Talk.Media;

/// <summary>Something that was uploaded, or an id that waits for its upload.</summary>
internal sealed record MediaRow(
    string MediaId, long? Person, string? File, string ContentType, long Inline, string? FileName, long CreatedAt, long? ExpiresAt) {
    /// <summary>Whether this person made it.</summary>
    public bool IsOf(PersonId person) => Person == person.Value;
}
