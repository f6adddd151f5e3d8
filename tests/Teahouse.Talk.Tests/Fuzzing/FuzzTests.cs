using System.Globalization;
using Teahouse.Fuzz;

namespace Teahouse.Talk.Tests.Fuzzing;

/// <summary>
/// Examples spoilt at random and read by what reads strangers' bytes: refused or right, and never a crash. scripts/fuzz looks much
/// longer, and where it has not looked yet.
/// </summary>
public sealed class FuzzTests {
    private const int Seed = 20_261_126;
    private const int Inputs = 10_000;

    public static TheoryData<string> Targets => [.. Target.All.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Whatever_bytes_come_are_refused_or_read_right(string name) {
        var target = Target.Find(name)!;
        var mutator = new Mutator([.. Directory.GetFiles(Examples(name)).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)], new Random(Setting("TEAHOUSE_FUZZ_SEED", Seed)));
        for (var n = Setting("TEAHOUSE_FUZZ_INPUTS", Inputs); n > 0; n--) {
            var input = mutator.Next();
            try {
                target.Read(input);
            } catch (Exception e) {
                var file = Path.Combine(Path.GetTempPath(), $"teahouse-fuzz-{name}");
                File.WriteAllBytes(file, input);
                throw new InvalidOperationException($"{e.Message} To see it again: dotnet run --project tests/Teahouse.Fuzz {name} {file}\nThe input in base64: {Convert.ToBase64String(input)}", e);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Each_example_is_read(string name) =>
        Assert.All(Directory.GetFiles(Examples(name)), file => Target.Find(name)!.Reader(File.ReadAllBytes(file)));

    private static int Setting(string name, int fallback) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } given ? int.Parse(given, CultureInfo.InvariantCulture) : fallback;

    private static string Examples(string name) => Path.Combine(Root(AppContext.BaseDirectory), "tests/data/fuzz", name);

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Teahouse.slnx")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
