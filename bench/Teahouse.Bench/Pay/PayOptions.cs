using System.Globalization;

namespace Teahouse.Bench.Pay;

/// <summary>How long and how often.</summary>
/// <param name="Database">A PostgreSQL connection; SQLite without it.</param>
/// <param name="Rounds">How often each measure takes its turn.</param>
/// <param name="Turn">How long one turn is.</param>
/// <param name="WarmUp">How long the ledger runs before the first turn; less than 30 seconds understates .NET by half.</param>
/// <param name="Accounts">How many accounts pay each other.</param>
/// <param name="Payers">How many pay at once, one number after the other.</param>
internal sealed record PayOptions(string? Database, int Rounds, TimeSpan Turn, TimeSpan WarmUp, int Accounts, int[] Payers) {
    public static PayOptions From(string[] words) {
        string? Of(string name) => Array.IndexOf(words, name) is var at and >= 0 ? words[at + 1] : null;
        double Number(string name, double otherwise) => Of(name) is { } text ? double.Parse(text, CultureInfo.InvariantCulture) : otherwise;
        return new(
            Of("--database"), (int)Number("--rounds", 3), TimeSpan.FromSeconds(Number("--seconds", 5)),
            TimeSpan.FromSeconds(Number("--warm-up", 30)), (int)Number("--accounts", 100_000),
            Of("--payers") is { } payers ? [int.Parse(payers, CultureInfo.InvariantCulture)] : [1, 32, 100, 1_000]);
    }
}
