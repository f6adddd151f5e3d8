using System.Text.Json;
using Teahouse.People.Matrix;

namespace Teahouse.Talk.Sync;

/// <summary>Which events somebody wants to see (definitions/room_event_filter.yaml). What is excluded stays excluded when it is also included.</summary>
internal sealed record EventFilter {
    /// <summary>Lets everything through.</summary>
    public static readonly EventFilter All = new();

    private TypePattern[]? types;
    private TypePattern[] notTypes = [];
    private HashSet<string>? senders;
    private HashSet<string> notSenders = [];
    private HashSet<string>? rooms;
    private HashSet<string> notRooms = [];

    /// <summary>How many events at most.</summary>
    public int Limit { get; private init; } = TalkLimits.TimelineEventsDefault;

    /// <summary>Only events with (true) or without (false) <c>url</c> in their content.</summary>
    public bool? ContainsUrl { get; private init; }

    /// <summary>Only the membership events of those whose events are seen.</summary>
    public bool LazyLoadMembers { get; private init; }

    /// <summary>Membership events even when the client has them.</summary>
    public bool IncludeRedundantMembers { get; private init; }

    /// <summary>Counts notifications per thread.</summary>
    public bool UnreadThreadNotifications { get; private init; }

    /// <summary>Reads a filter; unknown keys are ignored.</summary>
    /// <exception cref="MatrixRefusalException">M_BAD_JSON on a wrong type, M_INVALID_PARAM on a value that cannot be.</exception>
    public static EventFilter Parse(JsonElement filter) {
        if (filter.ValueKind != JsonValueKind.Object) throw MatrixError.BadJson("A filter is an object.").Thrown();
        return new() {
            types = Filter.Texts(filter, "types") is { } types ? [.. types.Select(TypePattern.Of)] : null,
            notTypes = [.. (Filter.Texts(filter, "not_types") ?? []).Select(TypePattern.Of)],
            senders = Filter.Ids(filter, "senders", '@'),
            notSenders = Filter.Ids(filter, "not_senders", '@') ?? [],
            rooms = Filter.Ids(filter, "rooms", '!'),
            notRooms = Filter.Ids(filter, "not_rooms", '!') ?? [],
            Limit = LimitOf(filter),
            ContainsUrl = filter.OptionalBool("contains_url"),
            LazyLoadMembers = filter.OptionalBool("lazy_load_members") ?? false,
            IncludeRedundantMembers = filter.OptionalBool("include_redundant_members") ?? false,
            UnreadThreadNotifications = filter.OptionalBool("unread_thread_notifications") ?? false,
        };
    }

    /// <summary>Reads the part of a filter that chooses rooms.</summary>
    /// <exception cref="MatrixRefusalException">As <see cref="Parse"/>.</exception>
    public static EventFilter OfRooms(JsonElement room) =>
        new() { rooms = Filter.Ids(room, "rooms", '!'), notRooms = Filter.Ids(room, "not_rooms", '!') ?? [] };

    /// <summary>Whether events of this room are wanted at all.</summary>
    public bool AllowsRoom(string roomId) => rooms?.Contains(roomId) != false && !notRooms.Contains(roomId);

    /// <summary>Whether events of this type are wanted.</summary>
    public bool AllowsType(string type) => Array.Exists(types ?? TypePattern.Any, t => t.Matches(type)) && !Array.Exists(notTypes, t => t.Matches(type));

    /// <summary>Whether events of this sender are wanted.</summary>
    public bool AllowsSender(string sender) => senders?.Contains(sender) != false && !notSenders.Contains(sender);

    /// <summary>Whether an event is wanted.</summary>
    /// <param name="clientEvent">In client form. Events without a sender (account data) pass unless senders are asked for.</param>
    /// <param name="roomId">The room it is in; null outside rooms.</param>
    public bool Allows(JsonElement clientEvent, string? roomId = null) =>
        AllowsType(Text(clientEvent, "type") ?? "")
        && (Text(clientEvent, "sender") is { } sender ? AllowsSender(sender) : senders is null)
        && (roomId is null || AllowsRoom(roomId))
        && (ContainsUrl is not { } wanted || wanted == HasUrl(clientEvent));

    private static string? Text(JsonElement clientEvent, string name) =>
        clientEvent.TryGetProperty(name, out var field) && field.ValueKind == JsonValueKind.String ? field.GetString() : null;

    private static bool HasUrl(JsonElement clientEvent) =>
        clientEvent.TryGetProperty("content", out var content) && content.ValueKind == JsonValueKind.Object && content.TryGetProperty("url", out _);

    private static int LimitOf(JsonElement filter) => filter.OptionalLong("limit") switch {
        null => TalkLimits.TimelineEventsDefault,
        <= 0 => throw MatrixError.InvalidParam("'limit' must be greater than 0.").Thrown(),
        { } limit => (int)Math.Min(limit, TalkLimits.TimelineEventsMax),
    };
}

/// <summary>An event type in which <c>*</c> stands for any characters.</summary>
internal sealed class TypePattern {
    /// <summary>Every type.</summary>
    public static readonly TypePattern[] Any = [Of("*")];

    private readonly string[] pieces;

    private TypePattern(string[] pieces) => this.pieces = pieces;

    /// <summary>Compiles a pattern.</summary>
    public static TypePattern Of(string pattern) => new(pattern.Split('*'));

    /// <summary>Whether the pattern covers the whole type. Takes each piece at its leftmost place, and so tries nothing twice.</summary>
    public bool Matches(string type) {
        if (pieces.Length == 1) return pieces[0] == type;
        if (!type.StartsWith(pieces[0], StringComparison.Ordinal)) return false;
        var at = pieces[0].Length;
        foreach (var piece in pieces.AsSpan(1, pieces.Length - 2)) {
            var found = type.IndexOf(piece, at, StringComparison.Ordinal);
            if (found < 0) return false;
            at = found + piece.Length;
        }
        return type.Length - at >= pieces[^1].Length && type.EndsWith(pieces[^1], StringComparison.Ordinal);
    }
}
