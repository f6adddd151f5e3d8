namespace Teahouse.House.Tests;

/// <summary>What the compiler refuses in src/: the list is whole, every name in it exists, and nobody switches it off.</summary>
public sealed class BannedSymbolsTests {
    private static readonly string[] MustBeBanned = [
        "P:System.DateTime.Now", "P:System.DateTime.UtcNow", "P:System.DateTimeOffset.Now", "P:System.DateTimeOffset.UtcNow",
        "M:System.Threading.Thread.Sleep(System.Int32)", "M:System.Threading.Thread.Sleep(System.TimeSpan)",
        "M:System.Threading.Tasks.Task.Delay(System.Int32)", "M:System.Threading.Tasks.Task.Delay(System.TimeSpan)",
        "T:System.Net.Http.HttpClient", "T:System.Random"];

    private static IEnumerable<string> Banned =>
        HouseFiles.Text("BannedSymbols.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split(';')[0]);

    [Fact]
    public void The_clock_the_sleeps_and_the_network_are_banned() =>
        Rule.Holds(MustBeBanned.Except(Banned), "BannedSymbols.txt must name these.");

    [Fact]
    public void Every_banned_name_exists() =>
        Rule.Holds(Banned.Where(b => !Exists(b)), "A name that does not exist bans nothing: write it as a doc comment would.");

    [Fact]
    public void The_ban_is_an_error_in_all_of_src() {
        var properties = HouseFiles.Text("Directory.Build.props");
        Assert.Contains("BannedSymbols.txt", properties, StringComparison.Ordinal);
        Assert.Contains("Microsoft.CodeAnalysis.BannedApiAnalyzers", properties, StringComparison.Ordinal);
        Assert.Contains("dotnet_diagnostic.RS0030.severity = error", HouseFiles.Text(".editorconfig"), StringComparison.Ordinal);
        Rule.Holds(
            HouseFiles.Files("src", ".cs", ".csproj", ".props", ".editorconfig").Where(f => HouseFiles.Text(f).Contains("RS0030", StringComparison.Ordinal)),
            "Nobody switches the ban off. Who needs a banned thing changes the list and says why.");
    }

    [Fact]
    public void Warnings_are_silenced_in_one_place_only() => Rule.Holds(
        HouseFiles.Files("src", ".cs", ".csproj").Where(f => IsSilencer(HouseFiles.Text(f))),
        "A warning is mended, or silenced for all with its reason in Directory.Build.props.");

    [Fact]
    public void A_wrong_name_and_a_silencer_are_found() {
        Assert.False(Exists("P:System.DateTime.UtcNoww"));
        Assert.False(Exists("M:System.Threading.Thread.Sleep(System.Int64)"));
        Assert.False(Exists("T:System.Net.HttpClient"));
        Assert.True(IsSilencer("#pragma warning disable CA1822"));
    }

    private static bool IsSilencer(string text) =>
        text.Contains("#pragma warning " + "disable", StringComparison.Ordinal) || text.Contains("<NoWarn", StringComparison.Ordinal)
        || text.Contains("[SuppressMessage", StringComparison.Ordinal) || text.Contains("[assembly: SuppressMessage", StringComparison.Ordinal);

    private static bool Exists(string name) {
        var text = name[2..];
        if (name[0] == 'T') return FindType(text) is not null;
        var parameters = text.Contains('(', StringComparison.Ordinal) ? text[(text.IndexOf('(', StringComparison.Ordinal) + 1)..^1].Split(',') : [];
        var member = text.Split('(')[0];
        var dot = member.LastIndexOf('.');
        return FindType(member[..dot]) is { } type && (name[0] == 'P'
            ? type.GetProperty(member[(dot + 1)..]) is not null
            : parameters.Select(FindType).ToArray() is var types && !types.Contains(null) && type.GetMethod(member[(dot + 1)..], types!) is not null);
    }

    private static Type? FindType(string name) =>
        Type.GetType(name) ?? typeof(HttpClient).Assembly.GetType(name) ?? AppDomain.CurrentDomain.GetAssemblies().Select(a => a.GetType(name)).FirstOrDefault(t => t is not null);
}
