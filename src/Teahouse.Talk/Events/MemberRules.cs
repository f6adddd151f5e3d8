namespace Teahouse.Talk.Events;

/// <summary>The authorisation rules of <c>m.room.member</c>: who may come, bring, leave, send away and ban.</summary>
internal static class MemberRules {
    /// <summary>Null when the change of membership is allowed, else a sentence that names the rule.</summary>
    public static string? Refuse(Pdu ev, Pdu create, PowerLevels levels, StateLookup state) {
        if (ev.StateKey is not { } target || ev.Membership is not { } membership) return "A member event names a person and a membership.";
        // Of other servers' signatures nobody here can tell; ours stands on the event when our person sent it.
        if (ev.Content.TryGetProperty("join_authorised_via_users_server", out _)
            && MatrixIds.ServerOf(ev.ContentText("join_authorised_via_users_server") ?? "") != MatrixIds.ServerOf(ev.Sender)) {
            return "The server that let this person join has not signed.";
        }
        var change = new Change(ev, target, AuthRules.MembershipOf(state, ev.Sender), AuthRules.MembershipOf(state, target), levels);
        return membership switch {
            Memberships.Join => RefuseJoin(change, create, state),
            Memberships.Invite => RefuseInvite(change, state),
            Memberships.Leave => RefuseLeave(change),
            Memberships.Ban => RefuseBan(change),
            Memberships.Knock => RefuseKnock(change, state),
            _ => "The membership is unknown.",
        };
    }

    private static string? RefuseJoin(Change change, Pdu create, StateLookup state) {
        if (change.Event.PrevEvents is [var only] && only == create.EventId && change.Target == create.Sender) return null;
        if (!change.IsOwn) return "Nobody joins for another.";
        if (change.SenderWas == Memberships.Ban) return "This person is banned.";
        var rule = JoinRule(state);
        if (rule == "public") return null;
        if (rule is not ("invite" or "knock" or "restricted" or "knock_restricted")) return "Nobody can join under this join rule.";
        if (change.SenderWas is Memberships.Join or Memberships.Invite) return null;
        if (rule is "invite" or "knock") return "This person is not invited.";
        return change.Event.ContentText("join_authorised_via_users_server") is { } host
            && AuthRules.MembershipOf(state, host) == Memberships.Join && change.Levels.Of(host) >= change.Levels.Invite
            ? null : "Nobody who may invite has let this person join.";
    }

    private static string? RefuseInvite(Change change, StateLookup state) {
        if (change.Event.Content.TryGetProperty("third_party_invite", out _)) {
            return change.TargetWas == Memberships.Ban ? "This person is banned." : ThirdPartyInvites.Refuse(change.Event, change.Target, state);
        }
        if (change.SenderWas != Memberships.Join) return "The sender is not in the room.";
        if (change.TargetWas is Memberships.Join or Memberships.Ban) return "This person is in the room or banned.";
        return change.SenderLevel >= change.Levels.Invite ? null : "The sender may not invite.";
    }

    private static string? RefuseLeave(Change change) {
        if (change.IsOwn) {
            return change.SenderWas is Memberships.Invite or Memberships.Join or Memberships.Knock ? null : "This person is not in the room.";
        }
        if (change.SenderWas != Memberships.Join) return "The sender is not in the room.";
        if (change.TargetWas == Memberships.Ban && change.SenderLevel < change.Levels.Ban) return "The sender may not lift a ban.";
        return change.SenderLevel >= change.Levels.Kick && change.TargetLevel < change.SenderLevel ? null : "The sender may not remove this person.";
    }

    private static string? RefuseBan(Change change) {
        if (change.SenderWas != Memberships.Join) return "The sender is not in the room.";
        return change.SenderLevel >= change.Levels.Ban && change.TargetLevel < change.SenderLevel ? null : "The sender may not ban this person.";
    }

    private static string? RefuseKnock(Change change, StateLookup state) {
        if (JoinRule(state) is not ("knock" or "knock_restricted")) return "Nobody can knock under this join rule.";
        if (!change.IsOwn) return "Nobody knocks for another.";
        return change.SenderWas is Memberships.Ban or Memberships.Invite or Memberships.Join ? "This person is banned, invited or in the room." : null;
    }

    // A room without a join rule is one that people are invited to (m.room.join_rules is absent only in rooms half made).
    private static string JoinRule(StateLookup state) => state(EventTypes.JoinRules, "")?.ContentText("join_rule") ?? "invite";

    private sealed record Change(Pdu Event, string Target, string SenderWas, string TargetWas, PowerLevels Levels) {
        public bool IsOwn => Event.Sender == Target;
        public long SenderLevel => Levels.Of(Event.Sender);
        public long TargetLevel => Levels.Of(Target);
    }
}
