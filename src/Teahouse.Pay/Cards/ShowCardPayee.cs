using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Money;
using Teahouse.Pay.Payees;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Cards;

/// <summary>
/// Says who somebody is before an amount is typed: the page is led to by an address, and whoever made that could have written any name. Told of
/// those only with whom one is in the conversation, where the name stands anyway.
/// </summary>
internal static class ShowCardPayee {
    public static void Map(RouteGroupBuilder pay) => pay.MapGet("/cards/payee", Handle)
        .WithSummary("Who it is to whom I would transfer in a conversation: room, and to, a handle or user id.").Produces<OtherSide>().Needs(WalletScope.Full).AtMost(Rate.Reading);

    [Reads(DataClass.Profile)]
    private static async Task<IResult> Handle(string? room, string? to, WalletSession session, PeopleDirectory people, VerifiedNames names, IRoomMembers rooms, CancellationToken stop) {
        if (room is null || room.Length > PayLimits.RoomIdCharsMax || to is null) return PayProblems.CardInvalid("'room' is a room id, and 'to' a handle or user id.");
        if (await people.ByHandle(to, stop) is not { } named || await people.Find(named.UserId, stop) is not { } payee) return PayProblems.PayeeUnknown;
        return await rooms.IsIn(room, (await people.UserIdOf(session.Person, stop))!, stop) && await rooms.IsIn(room, named.UserId, stop)
            ? TypedResults.Ok(OtherSide.Of(named, await names.Of(payee, stop))) : PayProblems.NotInRoom;
    }
}
