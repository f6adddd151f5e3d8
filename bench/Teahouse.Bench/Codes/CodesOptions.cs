using System.Globalization;

namespace Teahouse.Bench.Codes;

/// <summary>How long and how often.</summary>
/// <param name="Database">A PostgreSQL connection; SQLite without it.</param>
/// <param name="Rounds">How often each is measured, each time with new people.</param>
/// <param name="WarmUp">How long the server works before.</param>
internal sealed record CodesOptions(string? Database, int Rounds, TimeSpan WarmUp) {
    public static CodesOptions From(string[] words) {
        string? Of(string name) => Array.IndexOf(words, name) is var at and >= 0 ? words[at + 1] : null;
        double Number(string name, double otherwise) => Of(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return new(Of("--database"), (int)Number("--rounds", 3), TimeSpan.FromSeconds(Number("--warm-up", 30)));
    }
}
