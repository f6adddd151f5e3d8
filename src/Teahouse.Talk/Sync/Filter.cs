using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Sync;

/// <summary>What a client wants to hear of (definitions/sync_filter.yaml).</summary>
internal sealed record Filter {
    /// <summary>What a client gets that names no filter.</summary>
    public static readonly Filter Default = new();

    /// <summary>The fields of events that are wanted; null for all.</summary>
    public EventFields? Fields { get; private init; }

    /// <summary>Events as they travel between servers instead of in client form.</summary>
    public bool FederationFormat { get; private init; }

    /// <summary>Which presence is wanted.</summary>
    public EventFilter Presence { get; private init; } = EventFilter.All;

    /// <summary>Which account data outside rooms.</summary>
    public EventFilter AccountData { get; private init; } = EventFilter.All;

    /// <summary>Which rooms.</summary>
    public EventFilter Rooms { get; private init; } = EventFilter.All;

    /// <summary>Rooms that the person has left, too.</summary>
    public bool IncludeLeave { get; private init; }

    /// <summary>Which ephemeral events of rooms.</summary>
    public EventFilter Ephemeral { get; private init; } = EventFilter.All;

    /// <summary>Which state of rooms.</summary>
    public EventFilter State { get; private init; } = EventFilter.All;

    /// <summary>Which timeline events of rooms, and how many.</summary>
    public EventFilter Timeline { get; private init; } = EventFilter.All;

    /// <summary>Which account data of rooms.</summary>
    public EventFilter RoomAccountData { get; private init; } = EventFilter.All;

    /// <summary>Reads a filter; unknown keys are ignored.</summary>
    /// <exception cref="MatrixRefusalException">M_BAD_JSON on a wrong type, M_INVALID_PARAM on a value that cannot be.</exception>
    public static Filter Parse(JsonElement filter) {
        if (filter.ValueKind != JsonValueKind.Object) throw MatrixError.BadJson("A filter is an object.").Thrown();
        var room = filter.OptionalObject("room");
        return new() {
            Fields = Texts(filter, "event_fields") is { } paths ? EventFields.Of(paths) : null,
            FederationFormat = filter.OptionalString("event_format") switch {
                null or "client" => false,
                "federation" => true,
                _ => throw MatrixError.InvalidParam("'event_format' is 'client' or 'federation'.").Thrown(),
            },
            Presence = Part(filter, "presence"),
            AccountData = Part(filter, "account_data"),
            Rooms = room is { } rooms ? EventFilter.OfRooms(rooms) : EventFilter.All,
            IncludeLeave = room?.OptionalBool("include_leave") ?? false,
            Ephemeral = Part(room, "ephemeral"),
            State = Part(room, "state"),
            Timeline = Part(room, "timeline"),
            RoomAccountData = Part(room, "account_data"),
        };
    }

    /// <summary>Texts of a list; null when there is none.</summary>
    internal static IReadOnlyList<string>? Texts(JsonElement filter, string name) {
        if (filter.OptionalArray(name) is not { } list) return null;
        if (list.GetArrayLength() > TalkLimits.FilterListMax) throw MatrixError.InvalidParam($"'{name}' is too long.").Thrown();
        return filter.OptionalStrings(name);
    }

    /// <summary>Ids of a list, each with its sigil; null when there is none.</summary>
    internal static HashSet<string>? Ids(JsonElement filter, string name, char sigil) =>
        Texts(filter, name) is not { } ids ? null
        : ids.All(id => id.StartsWith(sigil)) ? ids.ToHashSet(StringComparer.Ordinal)
        : throw MatrixError.InvalidParam($"'{name}' holds ids that start with {sigil}.").Thrown();

    private static EventFilter Part(JsonElement? filter, string name) =>
        filter?.OptionalObject(name) is { } part ? EventFilter.Parse(part) : EventFilter.All;
}
