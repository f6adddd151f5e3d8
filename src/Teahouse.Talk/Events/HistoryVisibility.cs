namespace Teahouse.Talk.Events;

/// <summary>Whether a person may see an event (client-server API, "Room History Visibility").</summary>
internal static class HistoryVisibility {
    public const string WorldReadable = "world_readable";
    public const string Shared = "shared";
    public const string Invited = "invited";
    public const string Joined = "joined";

    /// <summary>What an <c>m.room.history_visibility</c> event says; <c>shared</c> when there is none or it says nothing known.</summary>
    public static string Of(Pdu? ev) => Of(ev?.ContentText("history_visibility"));

    /// <summary>A known visibility; <c>shared</c> for anything else.</summary>
    public static string Of(string? said) => said is WorldReadable or Invited or Joined ? said : Shared;

    /// <summary>Whether a person may see an event. The room before and after it differ only for a change of visibility and for the
    /// person's own membership; such events may be seen when either side allows it.</summary>
    /// <param name="before">The room before the event.</param>
    /// <param name="after">The room after it.</param>
    /// <param name="joinedLater">Whether the person joined at any time after the event.</param>
    public static bool MaySee(Moment before, Moment after, bool joinedLater) => before.Allows(joinedLater) || after.Allows(joinedLater);

    /// <summary>What counts of a room at one moment.</summary>
    /// <param name="Visibility">The history visibility.</param>
    /// <param name="Membership">The person's membership; null when they never had any.</param>
    internal readonly record struct Moment(string Visibility, string? Membership) {
        /// <summary>Whether this moment lets the person see what is said in it.</summary>
        public bool Allows(bool joinedLater) =>
            Visibility == WorldReadable
            || Membership == Memberships.Join
            || (Visibility == Shared && joinedLater)
            || (Visibility == Invited && Membership == Memberships.Invite);
    }
}
