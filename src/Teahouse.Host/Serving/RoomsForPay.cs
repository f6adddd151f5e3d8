using Teahouse.Pay.Cards;
using Teahouse.Talk;

namespace Teahouse.Host.Serving;

/// <summary>Answers what Pay asks of conversations: neither module knows the other.</summary>
internal sealed class RoomsForPay(RoomMembers members) : IRoomMembers {
    /// <inheritdoc/>
    public Task<bool> IsIn(string roomId, string userId, CancellationToken stop) => members.IsIn(roomId, userId, stop);
}
