namespace Teahouse.Host.Backup.Age;

/// <summary>Why an age file did not open.</summary>
internal enum AgeProblem {
    /// <summary>It does not begin as an age file does.</summary>
    NotAge,
    /// <summary>Its header is not what the format says.</summary>
    HeaderDamaged,
    /// <summary>It was sealed to other keys, or with another passphrase.</summary>
    NoMatch,
    /// <summary>The key fits, and the header is not the one that was written with it.</summary>
    HeaderForged,
    /// <summary>A chunk of the content is missing, altered or elsewhere than it was.</summary>
    PayloadDamaged,
    /// <summary>The file ends before its last chunk.</summary>
    Truncated,
}

/// <summary>An age file that does not open.</summary>
/// <param name="problem">Why.</param>
internal sealed class AgeException(AgeProblem problem) : Exception($"The age file does not open: {problem}.") {
    /// <summary>Why.</summary>
    public AgeProblem Problem { get; } = problem;
}
