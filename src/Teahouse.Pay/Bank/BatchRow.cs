using System.Globalization;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Bank;

/// <summary>A file of payments for the bank, as it stands in its row.</summary>
/// <param name="Number">Which it is, from 1.</param>
/// <param name="At">When it was written first (milliseconds).</param>
/// <param name="Iban">The operator's account, as it was then.</param>
/// <param name="Name">Whose that was.</param>
/// <param name="Bic">Its bank's code; null for none.</param>
internal sealed record BatchRow(long Number, long At, string Iban, string Name, string? Bic) {
    private const string Prefix = "TEAHOUSE-";

    private const string Select = "SELECT number AS Number, at AS At, iban AS Iban, name AS Name, bic AS Bic FROM pay_batch";

    /// <summary>How the bank knows it: a house that was restored from a backup, and counts anew, does not use a name again.</summary>
    public string BankName => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Number}-{DateTimeOffset.FromUnixTimeMilliseconds(At):yyMMddHHmmss}");

    /// <summary>One by its number; null for none.</summary>
    public static Task<BatchRow?> Find(Database database, long number, CancellationToken stop) =>
        database.Read(c => c.QuerySingleOrDefaultAsync<BatchRow?>($"{Select} WHERE number = @number", new { number }), stop);

    /// <summary>One by the name that the bank knows it by; null for none.</summary>
    public static async Task<BatchRow?> Named(Database database, string name, CancellationToken stop) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && long.TryParse(name.AsSpan(Prefix.Length, Math.Max(0, name.IndexOf('-', Prefix.Length) - Prefix.Length)), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await Find(database, number, stop) is { } batch && batch.BankName == name ? batch : null;

    /// <summary>Which number comes next.</summary>
    public static Task<long> Next(Database database, CancellationToken stop) => database.Read(c => c.ExecuteScalarAsync<long>("SELECT COALESCE(max(number), 0) + 1 FROM pay_batch"), stop);

    /// <summary>Begins it with all that waits, the oldest first; lost where nothing does, or another command was a moment faster.</summary>
    public Write Begin() => new(
        Statement.Claim(
            "INSERT INTO pay_batch (number, at, iban, name, bic) VALUES (@number, @at, @iban, @name, @bic) ON CONFLICT DO NOTHING",
            ("number", Number), ("at", At), ("iban", Iban), ("name", Name), ("bic", Bic)),
        Statement.Claim(
            "UPDATE pay_payout SET state = 3, batch = @number WHERE state = 2 AND id IN (SELECT id FROM pay_payout WHERE state = 2 ORDER BY at, id LIMIT @most)",
            ("number", Number), ("most", (long)BankLimits.PayoutsPerBatchMax)));
}
