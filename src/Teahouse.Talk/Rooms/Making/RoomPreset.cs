namespace Teahouse.Talk.Rooms.Making;

/// <summary>What a new room is like when nobody says more. Source: client-server API, createRoom, "preset".</summary>
/// <param name="JoinRule">Who may join.</param>
/// <param name="GuestAccess">Whether guests may.</param>
/// <param name="InviteesAreEqual">Whether those who are invited at once get the creator's power.</param>
internal sealed record RoomPreset(string JoinRule, string GuestAccess, bool InviteesAreEqual) {
    /// <summary>Members read all that was said, also before they came.</summary>
    public const string HistoryVisibility = "shared";

    private static readonly RoomPreset PrivateChat = new("invite", "can_join", InviteesAreEqual: false);
    private static readonly RoomPreset TrustedPrivateChat = new("invite", "can_join", InviteesAreEqual: true);
    private static readonly RoomPreset PublicChat = new("public", "forbidden", InviteesAreEqual: false);

    /// <summary>The preset of a name, or without one that of the room's visibility; null when there is none of this name.</summary>
    public static RoomPreset? Find(string? name, bool isPublic) => name switch {
        "private_chat" => PrivateChat,
        "trusted_private_chat" => TrustedPrivateChat,
        "public_chat" => PublicChat,
        null => isPublic ? PublicChat : PrivateChat,
        _ => null,
    };
}
