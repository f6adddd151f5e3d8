using Teahouse.People;
using Teahouse.Storage;
using Teahouse.Talk.ToDevice;

namespace Teahouse.Talk.Keys;

/// <summary>What becomes of keys and waiting messages when a device ends, and who hears of it.</summary>
internal sealed class KeysOfDevices(Database database, DeviceLists lists) : IPersonChanges {
    /// <inheritdoc/>
    public Write DevicesEnding(PersonId person, string userId, IReadOnlyCollection<string> deviceIds) => new(1, pos => [
        DeviceLists.Announce(person, userId, pos),
        .. deviceIds.SelectMany(device => DeviceKeyRows.Delete(person, device).Concat(DeviceMessages.Delete(person, device)))]);

    /// <inheritdoc/>
    public Task DevicesEnded(PersonId person, string userId, IReadOnlyCollection<string> deviceIds, long firstPosition, CancellationToken stop) =>
        lists.Ring(person, stop);

    /// <inheritdoc/>
    public Task DeviceRenamed(PersonId person, string userId, CancellationToken stop) => Announce(person, userId, stop);

    /// <inheritdoc/>
    public Task ProfileChanged(PersonId person, string userId, Profile profile, CancellationToken stop) => Task.CompletedTask;

    /// <inheritdoc/>
    public async Task Deactivated(PersonId person, string userId, bool erase, CancellationToken stop) {
        await KeyRecords.Of(database).Erase(person, stop);
        await Announce(person, userId, stop);
    }

    private async Task Announce(PersonId person, string userId, CancellationToken stop) {
        try {
            await database.Write(new Write(1, pos => [DeviceLists.Announce(person, userId, pos)]), stop);
        } finally {
            await lists.Ring(person, stop);
        }
    }
}
