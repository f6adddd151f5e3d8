using System.Data.Common;
using Dapper;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Reading;

/// <summary>How one person stood in one room at each position.</summary>
internal sealed class MembershipHistory {
    private readonly (long Position, string Membership)[] steps;

    private MembershipHistory((long Position, string Membership)[] steps) => this.steps = steps;

    /// <summary>Reads the steps of a person in a room.</summary>
    public static async Task<MembershipHistory> Of(DbConnection connection, long room, string userId) {
        var rows = await connection.QueryAsync<Row>(
            "SELECT pos AS Position, membership AS Membership FROM talk_member_change WHERE room = @room AND user_id = @userId ORDER BY pos",
            new { room, userId });
        return new([.. rows.Select(r => (r.Position, r.Membership))]);
    }

    /// <summary>The membership just after a position; null before the first step.</summary>
    public string? At(long position) {
        string? membership = null;
        foreach (var step in steps) {
            if (step.Position > position) break;
            membership = step.Membership;
        }
        return membership;
    }

    /// <summary>Whether the person's membership changed at this very position.</summary>
    public bool ChangedAt(long position) => Array.Exists(steps, s => s.Position == position);

    /// <summary>Whether the person joined at some position after this one.</summary>
    public bool JoinedAfter(long position) => steps.Any(s => s.Position > position && s.Membership == Memberships.Join);

    /// <summary>The position at which the person last joined; 0 for somebody who never did.</summary>
    public long LastJoinAt => steps.LastOrDefault(s => s.Membership == Memberships.Join).Position;

    /// <summary>The last position up to which the person had been joined: now for who was in the room then, the last leaving for who was not.</summary>
    /// <param name="now">The room's end, or a place before it.</param>
    /// <returns>0 for somebody who never joined.</returns>
    public long LastJoinedUntil(long now) {
        if (At(now) == Memberships.Join) return now;
        var lastJoin = Array.FindLastIndex(steps, s => s.Position <= now && s.Membership == Memberships.Join);
        return lastJoin < 0 ? 0 : steps[lastJoin + 1].Position;
    }

    private sealed record Row(long Position, string Membership);
}
