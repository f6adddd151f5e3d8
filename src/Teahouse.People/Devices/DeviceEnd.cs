using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.Devices;

/// <summary>Ends devices: their sessions, their rows, and what other modules keep of them, in one commit.</summary>
internal sealed class DeviceEnd(Database database, SessionCache cache, PeopleDirectory people, IEnumerable<IPersonChanges> others, TimeProvider clock) {
    private readonly IPersonChanges[] others = [.. others];

    /// <summary>Ends these devices.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="deviceIds">Which; all must be theirs.</param>
    /// <param name="first">What must hold, or change, in the same commit.</param>
    /// <exception cref="WriteLostException">What must hold did not.</exception>
    public async Task End(PersonId person, IReadOnlyCollection<string> deviceIds, Write first) {
        var userId = await people.UserIdOf(person, CancellationToken.None) ?? throw new InvalidOperationException("Devices of nobody.");
        var write = first.And(Rows(person, deviceIds));
        var parts = new List<(IPersonChanges Other, int Before, int Positions)>();
        foreach (var other in others) {
            var part = other.DevicesEnding(person, userId, deviceIds);
            parts.Add((other, write.Positions, part.Positions));
            write = write.And(part);
        }
        try {
            await Tell(await database.Write(write));
        } catch (StorageFailedException) {
            // It may be on disk all the same.
            await Tell(null);
            throw;
        }

        async Task Tell(long? position) {
            cache.Forget(person);
            foreach (var (other, before, positions) in parts) {
                await other.DevicesEnded(person, userId, deviceIds, positions == 0 ? 0 : position + before ?? 0, CancellationToken.None);
            }
        }
    }

    /// <summary>All devices of a person but one.</summary>
    public async Task<IReadOnlyCollection<string>> AllBut(PersonId person, string? kept, CancellationToken stop) =>
        [.. (await people.DevicesOf(person, stop)).Select(d => d.DeviceId).Where(d => d != kept)];

    private Write Rows(PersonId person, IReadOnlyCollection<string> deviceIds) => new Write([.. deviceIds.SelectMany(device => new[] {
        Statement.Do("DELETE FROM people_session WHERE person = @person AND device_id = @device", ("person", person.Value), ("device", device)),
        Statement.Do("DELETE FROM people_device WHERE person = @person AND device_id = @device", ("person", person.Value), ("device", device)),
    })]).And(Revocation.Of(person, clock.GetUtcNow().ToUnixTimeMilliseconds()));
}
