using Dapper;
using Teahouse.Pay.Bank;
using Teahouse.Pay.Regimes;
using Teahouse.Storage;

namespace Teahouse.Host.Settings;

/// <summary>
/// The operator's account at a bank. It is stored, so that the commands beside the server and every other server know the same; another one
/// that is said takes its place, whole.
/// </summary>
internal static class StoredBank {
    private static readonly Setting[] Settings = [Setting.BankIban, Setting.BankName, Setting.BankBic];

    /// <summary>Keeps what is said; where nothing is, what was said before.</summary>
    /// <exception cref="StartRefusedException">A part of it is missing, or money goes to no bank here.</exception>
    public static async Task<BankAccount?> Settle(Database database, HouseSettings settings, WalletLaw law, CancellationToken stop) {
        if (Said(settings, law) is { } said && said != await Stored(database, stop)) {
            await database.Write(new([.. Settings.Select(s => Statement.Do("DELETE FROM host_fixed WHERE name = @name", ("name", s.Key))),
                Keep(Setting.BankIban, said.Iban), Keep(Setting.BankName, said.Name), .. said.Bic is { } bic ? [Keep(Setting.BankBic, bic)] : Array.Empty<Statement>()]), stop);
        }
        return await Stored(database, stop);
    }

    /// <summary>What is said; null for nothing.</summary>
    /// <exception cref="StartRefusedException">As above.</exception>
    internal static BankAccount? Said(HouseSettings settings, WalletLaw law) {
        if (settings is { BankIban: null, BankName: null, BankBic: null }) return null;
        if (law.Regime is Regime.Sandbox or Regime.MutualCredit) throw new StartRefusedException($"{Setting.BankIban} is for {Setting.Regime} closed-loop and licensed-partner: under '{law.Word}' no bank has a part.");
        return settings is { BankIban: { } iban, BankName: { } name } ? new(iban, name, settings.BankBic)
            : throw new StartRefusedException($"{Setting.BankIban} and {Setting.BankName} belong together: say both.");
    }

    private static Statement Keep(Setting setting, string value) => Statement.Do("INSERT INTO host_fixed (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", ("name", setting.Key), ("value", value));

    private static Task<BankAccount?> Stored(Database database, CancellationToken stop) => database.Read(async c => {
        var all = (await c.QueryAsync<(string Name, string Value)>("SELECT name, value FROM host_fixed")).ToDictionary(f => f.Name, f => f.Value);
        return all.GetValueOrDefault(Setting.BankIban.Key) is { } iban ? new BankAccount(iban, all[Setting.BankName.Key], all.GetValueOrDefault(Setting.BankBic.Key)) : null;
    }, stop);
}
