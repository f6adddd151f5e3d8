using Teahouse.Pay.Cards;
using Teahouse.Pay.Tallies;
using Teahouse.Storage;
using Teahouse.Talk;

namespace Teahouse.Host.Serving;

/// <summary>Answers what Pay asks of conversations: neither module knows the other.</summary>
internal sealed class RoomsForPay(RoomMembers members) : IRoomMembers, IIgnored {
    /// <inheritdoc/>
    public Task<bool> IsIn(string roomId, string userId, CancellationToken stop) => members.IsIn(roomId, userId, stop);

    /// <inheritdoc/>
    public Task<bool> Ignores(PersonId person, string userId, CancellationToken stop) => members.Ignores(person, userId, stop);
}
