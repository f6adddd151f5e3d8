using System.Text.Json;

namespace Teahouse.Pay.Tests.Codes;

/// <summary>What lies in tests/data/pay.</summary>
internal static class Examples {
    public static JsonElement Read(string file) {
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf(file)));
        return json.RootElement.Clone();
    }

    public static string PathOf(string file) => Path.Combine(Root(AppContext.BaseDirectory), "tests/data/pay", file);

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    private static string Root(string folder) =>
        File.Exists(Path.Combine(folder, "Teahouse.slnx")) ? folder : Root(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("The repository was not found."));
}
