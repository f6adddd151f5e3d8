using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.News;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Statements;
using Teahouse.Storage;

namespace Teahouse.Pay.Money;

/// <summary>Money has moved.</summary>
/// <param name="Id">The transfer's id: the request's Idempotency-Key.</param>
/// <param name="Amount">How much.</param>
/// <param name="At">When (milliseconds).</param>
/// <param name="To">To whom; null for oneself, and for whoever handed over notes.</param>
/// <param name="Receipt">What both sides call it.</param>
internal sealed record TransferDone(string Id, Amount Amount, long At, OtherSide? To, string Receipt) {
    public static TransferDone Of(Guid id, Amount amount, long at, OtherSide? to) => new(id.ToString(), amount, at, to, ReceiptNumbers.Of(LedgerWrite.Bytes(id)));
}

/// <summary>A movement that a person asks for, before any account is opened for it.</summary>
/// <param name="Caller">Who asks.</param>
/// <param name="Id">Their name for it, made once.</param>
/// <param name="From">Whose money; null for the sandbox's bank.</param>
/// <param name="To">Whose it will be.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="Minor">How much, in minor units.</param>
internal sealed record Intention(PersonId Caller, Guid Id, PersonId? From, PersonId To, Iso4217 Currency, long Minor) {
    /// <summary>As the ledger has it.</summary>
    public Transfer Between(long caller, long from, long to) => new(new(caller, Id), TransferPhase.Single, Kind, from, to, Minor);

    /// <summary>What it is for.</summary>
    public TransferKind Kind { get; init; } = From is null ? TransferKind.PlayMoney : TransferKind.Transfer;
}

/// <summary>
/// Does transfers, once per person and id, and says what the ledger says in the API's words. In the ledger the caller is the person's
/// account in the house's currency, whichever currency moves: so an id is once over all of them.
/// </summary>
internal sealed class Payments(LedgerDoor ledger, LedgerAccounts accounts, Database database, ChargeNews news) {
    /// <summary>The answer where something stands under this id already; null where nothing does. Opens no account.</summary>
    public async Task<IResult?> Before(Intention wanted, OtherSide? to, CancellationToken stop) {
        if (await Written(wanted.Caller, wanted.Id, wanted.Currency, stop) is not var (caller, written)) return null;
        if (written is null || await Find(wanted.From, wanted.Currency, stop) is not { } from || await Find(wanted.To, wanted.Currency, stop) is not { } credit
            || written.Transfer != wanted.Between(caller, from, credit)) return PayProblems.IdUsedOtherwise;
        return written.Outcome == TransferOutcome.Done ? Done(written, wanted, to) : PayProblems.Of(written.Outcome);
    }

    /// <summary>Whether anything stands under an id.</summary>
    public async Task<bool> Stands(PersonId caller, Guid id, CancellationToken stop) => await Written(caller, id, Iso4217.OfHouse, stop) is not null;

    /// <summary>Moves money, or says why not. Whoever goes away meanwhile stops nothing.</summary>
    public async Task<IResult> Do(Intention wanted, OtherSide? to) {
        try {
            var outcome = await Move(wanted);
            return outcome.Outcome == TransferOutcome.Done ? Done(outcome.Written[0], wanted, to) : PayProblems.Of(outcome.Outcome);
        } catch (LedgerBusyException) {
            return PayProblems.LedgerBusy;
        }
    }

    /// <summary>Moves money, and tells the open wallets of both.</summary>
    /// <exception cref="LedgerBusyException">The ledger does not answer: whether it was done is not known.</exception>
    public async Task<ChainOutcome> Move(Intention wanted) {
        var caller = await accounts.Of(wanted.Caller, AccountKind.Person, Iso4217.OfHouse.Number, CancellationToken.None);
        var from = wanted.From is { } payer ? await accounts.Of(payer, AccountKind.Person, wanted.Currency.Number, CancellationToken.None)
            : await accounts.OfHouse(AccountKind.SandboxBank, wanted.Currency.Number, CancellationToken.None);
        var credit = await accounts.Of(wanted.To, AccountKind.Person, wanted.Currency.Number, CancellationToken.None);
        try {
            var outcome = await ledger.Submit(wanted.Currency.Number, wanted.Between(caller, from, credit));
            if (outcome.Outcome != TransferOutcome.Done) return outcome;
            if (wanted.From is { } giver) news.Moved(giver);
            news.Moved(wanted.To);
            return outcome;
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            throw new LedgerBusyException();
        }
    }

    private async Task<(long Caller, WrittenTransfer? Written)?> Written(PersonId person, Guid id, Iso4217 currency, CancellationToken stop) {
        if (await Find(person, Iso4217.OfHouse, stop) is not { } caller) return null;
        var found = await database.Read(c => new LedgerReader(c, database.Kind, currency.Number).Transfers([new(caller, id)]), stop);
        return found is [var (_, written)] ? (caller, written) : null;
    }

    private Task<long?> Find(PersonId? person, Iso4217 currency, CancellationToken stop) => person is { } one
        ? accounts.Find(one, AccountKind.Person, currency.Number, stop)
        : Task.FromResult<long?>(LedgerAccounts.NumberOfHouse(AccountKind.SandboxBank, currency.Number));

    private static Ok<TransferDone> Done(WrittenTransfer written, Intention wanted, OtherSide? to) =>
        TypedResults.Ok(TransferDone.Of(wanted.Id, Amount.Of(wanted.Minor, wanted.Currency), written.At, to));
}
