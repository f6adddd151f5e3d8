using System.Globalization;

namespace Teahouse.Town;

/// <summary>How many random stories a property is tried on.</summary>
public static class Stories {
    private static readonly int Times =
        int.TryParse(Environment.GetEnvironmentVariable("TEAHOUSE_STORIES"), NumberStyles.None, CultureInfo.InvariantCulture, out var times) ? times : 1;

    /// <summary>As many as a test run has time for, times what <c>scripts/properties</c> asks for.</summary>
    public static int Count(int usual) => usual * Times;
}
