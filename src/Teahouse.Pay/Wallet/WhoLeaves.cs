using Teahouse.Pay.Tallies;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Wallet;

/// <summary>Who leaves the house for good leaves the wallet too: nobody signs in to it any more, who has is out, and nobody is asked for anything in its name.</summary>
internal sealed class WhoLeaves(Database database) : IPersonChanges {
    /// <inheritdoc/>
    public Write DevicesEnding(PersonId person, string userId, IReadOnlyCollection<string> deviceIds) => Write.Nothing;

    /// <inheritdoc/>
    public Task DevicesEnded(PersonId person, string userId, IReadOnlyCollection<string> deviceIds, long firstPosition, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DeviceRenamed(PersonId person, string userId, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProfileChanged(PersonId person, string userId, Profile profile, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task Deactivated(PersonId person, string userId, bool erase, CancellationToken stop) =>
        database.Write(PayRecords.ForgetWaysIn(person).And(TallyRecords.Leave(person)), stop);
}
