using Teahouse.Pay.Tallies;
using Teahouse.People;
using Teahouse.Storage;

namespace Teahouse.Pay.Wallet;

/// <summary>
/// Who leaves the house for good leaves the wallet too: who is signed in is out, and nobody is asked for anything in its name. Where there is
/// money of theirs, their payment passkeys open it still, to take that out; <see cref="ForgetWhoLeft"/> forgets them when it is empty.
/// </summary>
internal sealed class WhoLeaves(Database database, TimeProvider clock) : IPersonChanges {
    /// <inheritdoc/>
    public Write DevicesEnding(PersonId person, string userId, IReadOnlyCollection<string> deviceIds) => Write.Nothing;

    /// <inheritdoc/>
    public Task DevicesEnded(PersonId person, string userId, IReadOnlyCollection<string> deviceIds, long firstPosition, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task DeviceRenamed(PersonId person, string userId, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task ProfileChanged(PersonId person, string userId, Profile profile, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task Deactivated(PersonId person, string userId, bool erase, CancellationToken stop) {
        // What is theirs to take out outweighs what they asked to be forgotten, until they have taken it.
        var ways = await PayRecords.WaysOfWhoLeaves(database, person, clock, stop);
        await database.Write(ways.And(TallyRecords.Leave(person)), stop);
    }
}
