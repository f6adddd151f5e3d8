using Teahouse.Storage;

namespace Teahouse.People;

/// <summary>What another module changes when something happens to a person. People calls all that are registered, in order.</summary>
public interface IPersonChanges {
    /// <summary>Devices are about to end: what must be gone in the same commit.</summary>
    Write DevicesEnding(PersonId person, string userId, IReadOnlyCollection<string> deviceIds);

    /// <summary>Devices have ended, or a failure left it open whether they have.</summary>
    /// <param name="person">Whose devices.</param>
    /// <param name="userId">Their user id.</param>
    /// <param name="deviceIds">Which.</param>
    /// <param name="firstPosition">The first position that this module's own part of the write took; 0 when it took none, or nobody knows.</param>
    /// <param name="stop">Ends the wait.</param>
    Task DevicesEnded(PersonId person, string userId, IReadOnlyCollection<string> deviceIds, long firstPosition, CancellationToken stop);

    /// <summary>A device has another name.</summary>
    Task DeviceRenamed(PersonId person, string userId, CancellationToken stop);

    /// <summary>The display name or the avatar has changed.</summary>
    Task ProfileChanged(PersonId person, string userId, Profile profile, CancellationToken stop);

    /// <summary>The person has left for good; their devices ended before this.</summary>
    /// <param name="person">Who.</param>
    /// <param name="userId">Their user id.</param>
    /// <param name="erase">Whether they asked that what they said be forgotten as far as that can be.</param>
    /// <param name="stop">Ends the wait.</param>
    Task Deactivated(PersonId person, string userId, bool erase, CancellationToken stop);
}
