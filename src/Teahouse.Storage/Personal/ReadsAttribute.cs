namespace Teahouse.Storage;

/// <summary>
/// Marks an endpoint with the classes of other people's data that it answers with. An endpoint that answers only with the
/// caller's own data, or with nobody's, is marked with no class: the mark itself is never missing (a house test sees to it).
/// </summary>
/// <param name="classes">What the answer may contain about people other than the caller.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Class)]
public sealed class ReadsAttribute(params DataClass[] classes) : Attribute {
    /// <summary>What the answer may contain about people other than the caller.</summary>
    public IReadOnlyList<DataClass> Classes { get; } = classes;
}
