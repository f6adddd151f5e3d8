namespace Teahouse.Talk.Events;

/// <summary>What differs between the room versions that we know.</summary>
internal sealed class RoomVersion {
    /// <summary>Room version 11.</summary>
    public static readonly RoomVersion V11 = new("11");

    /// <summary>Room version 12: the room id is the hash of the create event, and creators stand above all power levels.</summary>
    public static readonly RoomVersion V12 = new("12") { RoomIdIsCreateHash = true, CreatorsAboveAll = true };

    /// <summary>The version of a room of which nobody says it.</summary>
    public static readonly RoomVersion Default = V11;

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<RoomVersion> All = [V11, V12];

    private RoomVersion(string name) => Name = name;

    /// <summary>The name in <c>room_version</c>.</summary>
    public string Name { get; }

    /// <summary>Whether those who created the room may do everything, whatever the power levels say.</summary>
    public bool CreatorsAboveAll { get; private init; }

    /// <summary>Whether the room id is the create event's id with another sigil; then neither the create event nor
    /// <c>auth_events</c> name what the room id says already.</summary>
    public bool RoomIdIsCreateHash { get; private init; }

    /// <summary>The version of this name, or null when we do not know it.</summary>
    public static RoomVersion? Find(string name) => All.FirstOrDefault(v => v.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
