using Teahouse.Storage;

namespace Teahouse.People;

/// <summary>Why somebody cannot leave for good yet.</summary>
/// <param name="Code">What it is called, behind <c>ORG.TEAHOUSE.</c></param>
/// <param name="Message">What they do first.</param>
public sealed record LeavingRefused(string Code, string Message);

/// <summary>What another module holds of a person that would be out of their reach for ever. People asks all that are registered.</summary>
public interface ILeaving {
    /// <summary>Why they cannot leave yet; null where they can.</summary>
    Task<LeavingRefused?> Refuses(PersonId person, CancellationToken stop);
}
