namespace Teahouse.Talk.Events;

/// <summary>How rooms of version 12 get their id.</summary>
internal static class RoomIds {
    /// <summary>The room id that a create event's id gives: the same hash behind the sigil of rooms.</summary>
    public static string Of(string createEventId) => "!" + createEventId[1..];
}
