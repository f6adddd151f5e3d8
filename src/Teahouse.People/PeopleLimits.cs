namespace Teahouse.People;

/// <summary>Every limit of People: unit in the name, source beside it.</summary>
internal static class PeopleLimits {
    /// <summary>Ours: user ids remembered by person; some 20 MiB when full.</summary>
    public const int CachedUserIdsMax = 100_000;
}
