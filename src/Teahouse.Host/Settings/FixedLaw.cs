using System.Globalization;
using Dapper;
using Teahouse.Pay.Regimes;
using Teahouse.Storage;

namespace Teahouse.Host.Settings;

/// <summary>
/// Under which law the wallet runs, fixed at first start: what was given as play money must not become money by an option, nor a debt
/// in a ring one in money.
/// </summary>
internal static class FixedLaw {
    /// <summary>Stores what is said at first start; afterwards holds what is said against it.</summary>
    /// <exception cref="StartRefusedException">It is another, or may not be.</exception>
    public static async Task<WalletLaw> Settle(Database database, HouseSettings settings, CancellationToken stop) {
        var law = Decide(settings, await Stored(database, stop));
        await database.Write(new Write(
            Fix(Setting.Regime, law.Word), Fix(Setting.CreditLimit, law.CreditLimit.ToString(CultureInfo.InvariantCulture))), stop);
        return Decide(settings, await Stored(database, stop));       // another silo may have been the first
    }

    /// <summary>The law of a house that was opened, for the commands that work beside the server.</summary>
    /// <exception cref="StartRefusedException">It is another.</exception>
    public static async Task<WalletLaw> Recall(Database database, HouseSettings settings, CancellationToken stop) => Decide(settings, await Stored(database, stop));

    /// <summary>The law, by what is said now and what was fixed at first start.</summary>
    /// <exception cref="StartRefusedException">They are at odds.</exception>
    internal static WalletLaw Decide(HouseSettings settings, StoredLaw stored) {
        // A house that is older than its regimes gave play money to whoever asked.
        var was = stored.Word is { } word ? Named(word) : stored.IsOpened ? Regime.Sandbox : default(Regime?);
        if (was is { } one && settings.Regime is { } said && said != one) {
            throw new StartRefusedException(
                $"{Setting.Regime} was fixed as '{new WalletLaw(one).Word}' at first start and cannot become '{new WalletLaw(said).Word}': what people hold was given under it. "
                + $"Leave {Setting.Regime} out, or open a new house with another {Setting.Data} folder or {Setting.Database}.");
        }
        var regime = was ?? settings.Regime ?? Regime.Sandbox;
        if (settings.Demo && regime != Regime.Sandbox) throw new StartRefusedException($"{Setting.Demo} is for the sandbox: what its people have is play money.");
        if (settings.PayeeFee.Points > 0 && regime == Regime.MutualCredit) {
            throw new StartRefusedException($"{Setting.PayeeFee} is not for {Setting.Regime} mutual-credit: what members owe each other sums up to nothing, and what the house took out of it they would owe for ever.");
        }
        return new(regime, LimitOf(regime, settings.CreditLimit, stored.Limit));
    }

    private static long LimitOf(Regime regime, long? said, long? stored) {
        if (regime != Regime.MutualCredit) return said is null ? 0 : throw new StartRefusedException($"{Setting.CreditLimit} is for {Setting.Regime} mutual-credit: elsewhere nobody has less than nothing.");
        if (said is { } limit && stored is { } fixedOne && limit != fixedOne) {
            throw new StartRefusedException($"{Setting.CreditLimit} was fixed as {fixedOne} at first start, and published. Leave it out.");
        }
        return stored ?? said ?? WalletLaw.CreditLimitDefault;
    }

    private static Regime Named(string word) => WalletLaw.Words.First(w => w.Word == word).Regime;

    private static Task<StoredLaw> Stored(Database database, CancellationToken stop) => database.Read(async c => {
        var all = (await c.QueryAsync<(string Name, string Value)>("SELECT name, value FROM host_fixed")).ToDictionary(f => f.Name, f => f.Value);
        return new StoredLaw(
            all.ContainsKey(Setting.ServerName.Key), all.GetValueOrDefault(Setting.Regime.Key),
            all.TryGetValue(Setting.CreditLimit.Key, out var limit) ? long.Parse(limit, CultureInfo.InvariantCulture) : null);
    }, stop);

    private static Statement Fix(Setting setting, string value) => Statement.Do(
        "INSERT INTO host_fixed (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", ("name", setting.Key), ("value", value));
}

/// <summary>What was fixed at first start.</summary>
/// <param name="IsOpened">Whether the house was ever opened.</param>
/// <param name="Word">The regime; null where it was not, or the house is older than regimes.</param>
/// <param name="Limit">The credit limit, likewise.</param>
internal sealed record StoredLaw(bool IsOpened, string? Word, long? Limit);
