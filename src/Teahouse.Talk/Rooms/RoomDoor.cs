using System.Text.Json;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Talk.Events;
using Teahouse.Talk.Sync;

namespace Teahouse.Talk.Rooms;

/// <summary>The way to a room's grain.</summary>
internal sealed class RoomDoor(GrainsOf<IRoomGrain> grains, PeopleDirectory people, Takeover takeover) {
    /// <summary>Says something in a room.</summary>
    /// <returns>The event's id.</returns>
    /// <exception cref="MatrixRefusalException">The room does not take it.</exception>
    public async Task<string> Say(string roomId, Saying saying, CancellationToken stop) {
        if (!MatrixIds.IsRoomId(roomId)) throw MatrixError.InvalidParam("This is no room id.").Thrown();
        if (saying is { Type: EventTypes.Member, StateKey: { } userId, Target: null }) saying = saying with { Target = await people.Find(userId, stop) };
        return (await takeover.Insist(isRepeated => grains.At(roomId).Say(saying with { IsRepeated = isRepeated }))).OrRefusal();
    }

    /// <summary>Makes a room.</summary>
    /// <exception cref="MatrixRefusalException">Its first events do not fit together, or its alias is taken.</exception>
    public async Task Create(string roomId, RoomPlan plan) => (await takeover.Insist(_ => grains.At(roomId).Create(plan))).OrRefusal();

    /// <summary>Changes a person's own membership or another's.</summary>
    /// <param name="roomId">The room.</param>
    /// <param name="sender">Who does it.</param>
    /// <param name="userId">To whom.</param>
    /// <param name="membership">The new membership.</param>
    /// <param name="reason">Why, in their words.</param>
    /// <param name="onlyIf">The memberships that the person may have before.</param>
    /// <param name="stop">Gives up the wait.</param>
    /// <exception cref="MatrixRefusalException">The room does not take it, or there is no such person.</exception>
    public async Task SetMembership(
        string roomId, Person sender, string userId, string membership, string? reason, string[]? onlyIf, CancellationToken stop) {
        var target = userId == sender.UserId ? sender.Id : await people.Find(userId, stop);
        if (target is null && membership == Memberships.Invite) throw MatrixError.NotFound("There is no such person here.").Thrown();
        var profile = target is { } known && membership is Memberships.Join or Memberships.Invite ? await people.ProfileOf(known, stop) : null;
        var content = MemberContent(membership, profile, reason);
        await Say(roomId, Saying.Of(sender.UserId, EventTypes.Member, userId, content) with { Target = target, OnlyIf = onlyIf }, stop);
    }

    /// <summary>The content of a membership event.</summary>
    public static JsonElement MemberContent(string membership, Profile? profile, string? reason = null, bool isDirect = false, string? authorisedBy = null) {
        var content = new Dictionary<string, object> { ["membership"] = membership };
        if (profile?.DisplayName is { } name) content["displayname"] = name;
        if (profile?.AvatarUrl is { } avatar) content["avatar_url"] = avatar;
        if (reason is not null) content["reason"] = reason;
        if (isDirect) content["is_direct"] = true;
        if (authorisedBy is not null) content["join_authorised_via_users_server"] = authorisedBy;
        return JsonSerializer.SerializeToElement(content);
    }
}
