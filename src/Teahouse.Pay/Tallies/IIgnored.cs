using Teahouse.Storage;

namespace Teahouse.Pay.Tallies;

/// <summary>What Pay asks of conversations: whether somebody wants to hear nothing of another. The host answers.</summary>
public interface IIgnored {
    /// <summary>Whether somebody ignores another, who is not told.</summary>
    /// <param name="person">Who ignores.</param>
    /// <param name="userId">The Matrix user id of who is ignored.</param>
    /// <param name="stop">Gives up the wait.</param>
    Task<bool> Ignores(PersonId person, string userId, CancellationToken stop);
}
