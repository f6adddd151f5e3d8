using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Tests.Ledger;

/// <summary>Keeps what was asked and answered, and compares it with what stands on disk and with what the model says.</summary>
internal sealed class LedgerDiary(LedgerModel model) {
    private readonly List<(Transfer[] Chain, ChainOutcome Outcome)> answered = [];
    private readonly List<(long Behind, long Account, bool IsFrozen)> freezes = [];

    /// <summary>Asks all at once; what could not be written is asked again, as clients do.</summary>
    public async Task Asks(LedgerHouse house, Transfer[][] chains) =>
        answered.AddRange(await Task.WhenAll(chains.Select(async chain => (chain, await Insist(house, chain)))));

    /// <summary>Freezes or thaws while nobody asks.</summary>
    public async Task Freezes(LedgerHouse house, long account, bool isFrozen) {
        Assert.True(await house.Door.Freeze(LedgerHouse.Currency, account, isFrozen));
        freezes.Add((await house.Database.Read(c => c.ExecuteScalarAsync<long>("SELECT last FROM pay_ledger"), Stop), account, isFrozen));
    }

    /// <summary>Fails unless disk, answers and model agree.</summary>
    public async Task IsWhatStands(LedgerHouse house) {
        var standing = await Standing(house);
        foreach (var chain in standing.GroupBy(t => t.Chain).OrderBy(c => c.Key)) {
            foreach (var freeze in freezes.Where(f => f.Behind < chain.Key)) model.Freeze(freeze.Account, freeze.IsFrozen);
            freezes.RemoveAll(f => f.Behind < chain.Key);
            Assert.Equal(model.Play([.. chain.Select(t => t.Transfer)], chain.First().At), chain.Select(t => t.Outcome));
        }
        foreach (var (account, balance) in model.Balances) {
            Assert.Equal(new Balance(balance, model.HeldOut(account), model.HeldIn(account)), await house.Accounts.BalanceOf(account, LedgerHouse.Currency, Stop));
        }
        var byId = standing.ToDictionary(t => t.Transfer.Id);
        foreach (var (chain, outcome) in answered) {
            foreach (var written in outcome.Written) Assert.Equal(byId[written.Transfer.Id], written);
            if (outcome.Written.Length > 0) Assert.Equal(chain, outcome.Written.Select(w => w.Transfer));
            else Assert.True(outcome.Outcome >= TransferOutcome.ChainLengthWrong, "an answer says nothing");
            if (outcome.Outcome == TransferOutcome.IdUsedOtherwise) Assert.True(chain.Any(t => byId.ContainsKey(t.Id)), "an id was not used");
        }
    }

    private static async Task<List<WrittenTransfer>> Standing(LedgerHouse house) {
        var ids = await house.Database.Read(c => c.QueryAsync<(long Caller, byte[] Id)>("SELECT caller, id FROM pay_transfer"), Stop);
        var rows = await house.Database.Read(c => new LedgerReader(c, house.Database.Kind, LedgerHouse.Currency)
            .Transfers([.. ids.Select(i => new TransferId(i.Caller, new Guid(i.Id, bigEndian: true)))]), Stop);
        return [.. rows.Select(r => r.Written!).OrderBy(t => t.Number)];
    }

    private static async Task<ChainOutcome> Insist(LedgerHouse house, Transfer[] chain) {
        while (true) {
            try {
                return await house.Door.Submit(LedgerHouse.Currency, chain);
            } catch (Exception e) when (e is StorageFailedException or LedgerBusyException) { }
        }
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;
}
