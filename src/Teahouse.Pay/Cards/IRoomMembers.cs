namespace Teahouse.Pay.Cards;

/// <summary>What Pay asks of conversations, of which it knows nothing else: who stands in which. The host answers.</summary>
public interface IRoomMembers {
    /// <summary>Whether somebody is in a room now.</summary>
    /// <param name="roomId">The room's id, as somebody wrote it.</param>
    /// <param name="userId">Their Matrix user id.</param>
    /// <param name="stop">Gives up the wait.</param>
    Task<bool> IsIn(string roomId, string userId, CancellationToken stop);
}
