using System.Text.Json;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Making;

/// <summary>What somebody wants of a new room: the body of createRoom, read and checked.</summary>
internal sealed record RoomWish {
    /// <summary>The room's version.</summary>
    public required RoomVersion Version { get; init; }

    /// <summary>What it is like.</summary>
    public required RoomPreset Preset { get; init; }

    /// <summary>More for the create event.</summary>
    public JsonElement? CreationContent { get; private init; }

    /// <summary>Power levels that replace those that the room would get.</summary>
    public JsonElement? PowerLevelOverride { get; private init; }

    /// <summary>State to be set, in order.</summary>
    public IReadOnlyList<(string Type, string StateKey, JsonElement Content)> InitialState { get; private init; } = [];

    /// <summary>Whom to invite: user ids, each once.</summary>
    public IReadOnlyList<string> Invite { get; private init; } = [];

    /// <summary>Its name.</summary>
    public string? Name { get; private init; }

    /// <summary>Its topic.</summary>
    public string? Topic { get; private init; }

    /// <summary>The part of its alias before the colon, without #.</summary>
    public string? AliasName { get; private init; }

    /// <summary>Whether it goes into the house's list of rooms.</summary>
    public bool IsPublished { get; private init; }

    /// <summary>Whether it is a conversation between two people.</summary>
    public bool IsDirect { get; private init; }

    /// <summary>Reads a body.</summary>
    /// <exception cref="MatrixRefusalException">Something in it cannot be.</exception>
    public static RoomWish Parse(JsonElement body) {
        var visibility = body.OptionalString("visibility");
        if (visibility is not (null or "public" or "private")) throw MatrixError.InvalidParam("'visibility' is 'public' or 'private'.").Thrown();
        var version = body.OptionalString("room_version") is { } name
            ? RoomVersion.Find(name) ?? throw new MatrixError(400, "M_UNSUPPORTED_ROOM_VERSION", "This server makes rooms of version 11 and 12.").Thrown()
            : RoomVersion.Default;
        if (body.OptionalArray("invite_3pid") is { } others && others.GetArrayLength() > 0) {
            throw new MatrixError(403, "M_THREEPID_DENIED", "People are invited by their handle here.").Thrown();
        }
        return new() {
            Version = version,
            Preset = RoomPreset.Find(body.OptionalString("preset"), visibility == "public")
                ?? throw MatrixError.InvalidParam("There is no such 'preset'.").Thrown(),
            CreationContent = body.OptionalObject("creation_content"),
            PowerLevelOverride = body.OptionalObject("power_level_content_override"),
            InitialState = State(body),
            Invite = Invitees(body),
            Name = body.OptionalString("name"),
            Topic = body.OptionalString("topic"),
            AliasName = Alias(body),
            IsPublished = visibility == "public",
            IsDirect = body.OptionalBool("is_direct") ?? false,
        };
    }

    private static List<(string, string, JsonElement)> State(JsonElement body) {
        if (body.OptionalArray("initial_state") is not { } list) return [];
        if (list.GetArrayLength() > TalkLimits.RoomInitialStateMax) throw MatrixError.InvalidParam("'initial_state' is too long.").Thrown();
        return [.. list.EnumerateArray().Select(e => e.ValueKind != JsonValueKind.Object
            ? throw MatrixError.BadJson("'initial_state' holds objects.").Thrown()
            : (e.RequiredString("type"), e.OptionalString("state_key") ?? "", e.RequiredObject("content")))];
    }

    private static string[] Invitees(JsonElement body) {
        var invite = body.OptionalStrings("invite").Distinct(StringComparer.Ordinal).ToArray();
        if (invite.Length > TalkLimits.RoomInvitesMax) throw MatrixError.InvalidParam($"At most {TalkLimits.RoomInvitesMax} people can be invited at once.").Thrown();
        return invite.All(MatrixIds.IsUserId) ? invite : throw MatrixError.InvalidParam("'invite' holds user ids.").Thrown();
    }

    private static string? Alias(JsonElement body) => body.OptionalString("room_alias_name") switch {
        null => null,
        { Length: > 0 } name when !name.Contains(':', StringComparison.Ordinal) && !name.Contains('\0', StringComparison.Ordinal) => name,
        _ => throw MatrixError.InvalidParam("'room_alias_name' is the part of an alias between # and :.").Thrown(),
    };
}
