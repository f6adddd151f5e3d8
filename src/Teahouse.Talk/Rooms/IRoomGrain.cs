using System.Text;
using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Talk.Rooms;

/// <summary>A room: orders its own events. Keyed by room id.</summary>
internal interface IRoomGrain : IGrainWithStringKey {
    /// <summary>Makes the room: all its first events, or none.</summary>
    Task<Outcome> Create(RoomPlan plan);

    /// <summary>Takes an event into the room. Ends when it is on disk.</summary>
    Task<Outcome> Say(Saying saying);
}

/// <summary>What somebody wants to say in a room: a message, a piece of state, a membership, a redaction.</summary>
/// <param name="Sender">Who says it: their user id.</param>
/// <param name="Type">The event type.</param>
/// <param name="StateKey">Of state: the state key.</param>
/// <param name="Content">The content as JSON.</param>
[GenerateSerializer, Immutable]
internal sealed record Saying(
    [property: Id(0)] string Sender, [property: Id(1)] string Type, [property: Id(2)] string? StateKey, [property: Id(3)] byte[] Content) {
    /// <summary>The request that says it, so that it is said once.</summary>
    [Id(4)] public Request? Once { get; init; }

    /// <summary>Of a membership event: whose membership it is, when they are at home here.</summary>
    [Id(5)] public PersonId? Target { get; init; }

    /// <summary>The memberships that the target may have for this to be said; with another it is refused.</summary>
    [Id(6)] public string[]? OnlyIf { get; init; }

    /// <summary>Of state: the event that it is made from; when another stands there by now, it is refused.</summary>
    [Id(7)] public string? InPlaceOf { get; init; }

    /// <summary>Whether it was said before, and nobody knows whether it was heard.</summary>
    [Id(8)] public bool IsRepeated { get; init; }

    /// <summary>What is said, read.</summary>
    public static Saying Of(string sender, string type, string? stateKey, JsonElement content) =>
        new(sender, type, stateKey, Encoding.UTF8.GetBytes(content.GetRawText()));
}

/// <summary>One request of one device.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="DeviceId">From which device.</param>
/// <param name="Key">Made by <see cref="TransactionKey"/>.</param>
[GenerateSerializer, Immutable]
internal sealed record Request([property: Id(0)] PersonId Person, [property: Id(1)] string DeviceId, [property: Id(2)] string Key);

/// <summary>A room that is to be.</summary>
/// <param name="Version">The room version.</param>
/// <param name="Creator">Who makes it.</param>
/// <param name="Create">The create event, signed.</param>
/// <param name="Events">What follows it, in order.</param>
/// <param name="Alias">The alias that it gets, or null.</param>
/// <param name="IsPublished">Whether it goes into the house's list.</param>
[GenerateSerializer, Immutable]
internal sealed record RoomPlan(
    [property: Id(0)] string Version, [property: Id(1)] PersonId Creator, [property: Id(2)] byte[] Create, [property: Id(3)] Saying[] Events,
    [property: Id(4)] string? Alias, [property: Id(5)] bool IsPublished);

/// <summary>What became of it: an event, or a refusal.</summary>
[GenerateSerializer, Immutable]
internal sealed record Outcome {
    /// <summary>The event's id.</summary>
    [Id(0)] public string? EventId { get; init; }

    /// <summary>The position of the (last) event.</summary>
    [Id(1)] public long Position { get; init; }

    /// <summary>HTTP status of a refusal.</summary>
    [Id(2)] public int Status { get; init; }

    /// <summary>Its errcode.</summary>
    [Id(3)] public string? Code { get; init; }

    /// <summary>Its sentence.</summary>
    [Id(4)] public string? Message { get; init; }

    /// <summary>It is in the room.</summary>
    public static Outcome Said(string eventId, long position) => new() { EventId = eventId, Position = position };

    /// <summary>It was refused and changed nothing.</summary>
    public static Outcome Refused(MatrixError error) => new() { Status = error.Status, Code = error.Code, Message = error.Message };

    /// <summary>The event's id.</summary>
    /// <exception cref="MatrixRefusalException">It was refused.</exception>
    public string OrRefusal() => EventId ?? throw new MatrixError(Status, Code!, Message!).Thrown();
}
