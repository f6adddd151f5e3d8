namespace Teahouse.House.Tests;

/// <summary>A rule of the house: who breaks it is named, and told what to do.</summary>
internal static class Rule {
    /// <summary>Nobody may break the rule.</summary>
    /// <param name="offenders">Who does.</param>
    /// <param name="rule">The rule, and what to do instead.</param>
    public static void Holds(IEnumerable<string> offenders, string rule) {
        var all = offenders.Distinct().Order(StringComparer.Ordinal).ToList();
        if (all.Count > 0) Assert.Fail($"{rule}\n  {string.Join("\n  ", all)}");
    }
}
