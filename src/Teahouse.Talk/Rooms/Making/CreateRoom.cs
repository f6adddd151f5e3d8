using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;
using Teahouse.Talk.Events;

namespace Teahouse.Talk.Rooms.Making;

/// <summary>Makes a room: all its first events and invitations at once, or nothing. Spec: createRoom.</summary>
internal static class CreateRoom {
    public static void Map(MatrixRoutes routes) =>
        routes.Map("POST", "/createRoom", Handle).Allows(Access.SignedInAndNotSuspended).AtMost(Rate.Inviting);

    [Reads]
    private static async Task<IResult> Handle(
        Person person, HttpContext http, RoomDoor rooms, PeopleDirectory people, House house, ServerKey key, TimeProvider clock, CancellationToken stop) {
        var wish = RoomWish.Parse(await MatrixBody.Read(http));
        var alias = wish.AliasName is { } name ? AliasOf(name, house) : null;
        var create = new NewEvent(EventTypes.Create, "", person.UserId, FirstEvents.Create(wish));
        if (KnownContent.Check(create.Type, "", create.Content) is { } malformed) throw malformed.Thrown();
        var roomId = wish.Version.RoomIdIsCreateHash ? null : $"!{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(12))}:{house.ServerName}";
        var pdu = EventBuilder.Build(wish.Version, roomId, create, [], [], depth: 1, clock.GetUtcNow().ToUnixTimeMilliseconds(), key);
        var joining = RoomDoor.MemberContent(Memberships.Join, await people.ProfileOf(person.Id, stop));
        Saying[] events = [
            Saying.Of(person.UserId, EventTypes.Member, person.UserId, joining) with { Target = person.Id },
            .. FirstEvents.After(wish, person.UserId, alias),
            .. await Invitations(wish, person, people, stop),
        ];
        await rooms.Create(pdu.RoomId, new(wish.Version.Name, person.Id, pdu.Bytes, events, alias, wish.IsPublished));
        return MatrixAnswer.Json(json => json.WriteString("room_id", pdu.RoomId));
    }

    private static string AliasOf(string name, House house) =>
        $"#{name}:{house.ServerName}" is var alias && MatrixIds.IsAlias(alias) ? alias : throw MatrixError.InvalidParam("'room_alias_name' makes no alias.").Thrown();

    private static async Task<List<Saying>> Invitations(RoomWish wish, Person person, PeopleDirectory people, CancellationToken stop) {
        var invitations = new List<Saying>();
        foreach (var userId in wish.Invite.Where(u => u != person.UserId)) {
            var target = await people.Find(userId, stop) ?? throw MatrixError.NotFound($"There is no {userId} here.").Thrown();
            var content = RoomDoor.MemberContent(Memberships.Invite, await people.ProfileOf(target, stop), isDirect: wish.IsDirect);
            invitations.Add(Saying.Of(person.UserId, EventTypes.Member, userId, content) with { Target = target });
        }
        return invitations;
    }
}
