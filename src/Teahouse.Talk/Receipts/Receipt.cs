using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Receipts;

/// <summary>How far somebody says they have read.</summary>
/// <param name="Type"><see cref="Public"/>, <see cref="Private"/> or <see cref="FullyReadMarker"/>.</param>
/// <param name="EventId">The event up to which they have.</param>
/// <param name="ThreadId">Within which thread: its root's event id, <see cref="MainThread"/>, or <see cref="Unthreaded"/>.</param>
internal sealed record Receipt(string Type, string EventId, string ThreadId) {
    public const string Public = "m.read";
    public const string Private = "m.read.private";
    public const string FullyReadMarker = "m.fully_read";
    public const string MainThread = "main";
    public const string Unthreaded = "";

    /// <summary>Reads one from a request for a single receipt.</summary>
    /// <exception cref="MatrixRefusalException">M_INVALID_PARAM.</exception>
    public static Receipt FromRequest(string type, string eventId, JsonElement body) {
        if (type is not (Public or Private or FullyReadMarker)) throw MatrixError.InvalidParam("There is no such type of receipt.").Thrown();
        if (!body.TryGetProperty("thread_id", out var thread)) return new(type, eventId, Unthreaded);
        return type != FullyReadMarker && thread.ValueKind == JsonValueKind.String && thread.GetString() is { Length: > 0 } threadId
            ? new(type, eventId, threadId)
            : throw MatrixError.InvalidParam("'thread_id' is a string that is not empty, and no thread has a read marker.").Thrown();
    }
}
