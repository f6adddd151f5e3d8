using Teahouse.Pay.Ledger;
using Teahouse.Storage;

namespace Teahouse.Pay.Cards;

/*  A card's way.
    (1) It is written down with its parts; its money is not there yet.
    (2) The ledger moves the sender's money into the account of all cards, under the sender's own key, and the card is open.
    (3) Who takes is given a part in memory, without an await: nobody comes between. It is written down as theirs.
    (4) The ledger moves the part to them, under the id that the part was made with, and the part is paid.
    (5) Declined, or a day later, it ends: what is nobody's is the sender's, and that is written down; the ledger moves it back.
    Each step is a claim on the state before, and each transfer is once by its id. Dead between a claim and its transfer: whoever comes
    next, or the clock (SettleCards), does the transfer; nothing is twice. Dead before a claim: nothing has happened.
    Where a claim is lost, another activation wrote meanwhile: the memory is dropped and read anew. */

/// <inheritdoc cref="ICardGrain"/>
[Reentrant]
internal sealed class CardGrain(CardStore store, Database database, LedgerDoor ledger, LedgerAccounts accounts, TimeProvider clock) : Grain, ICardGrain {
    private readonly Dictionary<int, Task<bool>> onTheWay = [];
    private Task<Card?>? reading;
    private Card? card;

    /// <inheritdoc/>
    public Task<Card?> Look() => Remember();

    /// <inheritdoc/>
    public async Task<TransferOutcome> Fund() {
        if (await Remember() is not { } made) throw new InvalidOperationException("A card that nobody wrote down has no money.");
        var outcome = await ledger.Submit(made.Currency, await Into(made));
        if (made.State != CardState.Made) return outcome.Outcome;
        var (state, ending) = outcome.Outcome == TransferOutcome.Done ? (CardState.Open, CardEnding.None) : (CardState.Failed, CardEnding.None);
        await Claim(new(CardStore.Becomes(made, state, ending)), known => known with { State = state });
        return outcome.Outcome;
    }

    /// <inheritdoc/>
    public async Task<Card?> Take(long person) {
        for (var attempt = 0; attempt < PayLimits.AttemptsMax; attempt++) {
            if (await Remember() is not { } open) return null;
            var own = open.Parts.FirstOrDefault(p => p.Person == person);
            if (own is { State: PartState.Paid or PartState.Back }) return open;
            if (own is { State: PartState.Claimed }) {
                await Way(own, () => Pay(open, own));
                return card;
            }
            if (open.State != CardState.Open || Now >= open.Until) return open;
            if ((own ?? open.Parts.FirstOrDefault(p => p is { Person: null, State: PartState.Open })) is not { } part) return open;
            var taken = part with { Person = person, State = PartState.Claimed, At = Now };
            Put(taken);
            if (await Way(taken, () => ClaimAndPay(open, part, taken))) return card;
        }
        throw new LedgerBusyException();
    }

    /// <inheritdoc/>
    public async Task<Card?> Decline() {
        if (await Remember() is { State: CardState.Open } open && Now < open.Until) await End(open, CardEnding.Declined);
        else if (card is { State: CardState.Ending }) await GiveBack();
        return await Remember();
    }

    /// <inheritdoc/>
    public async Task Settle() {
        if (await Remember() is not { } known) return;
        if (known.State == CardState.Made) await Fund();
        await PayClaimed();
        if (card is { State: CardState.Open } open && Now >= open.Until) await End(open, CardEnding.Late);
        else if (card is { State: CardState.Ending }) await GiveBack();
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private async Task<Card?> Remember() {
        if (card is not null) return card;
        var read = reading ??= store.Find(this.GetPrimaryKey(), CancellationToken.None);
        try {
            var found = await read;
            return card ??= reading == read ? found : card;
        } finally {
            if (reading == read) reading = null;
        }
    }

    // One way of a part at a time: who asks meanwhile waits for the same, and no money moves before its claim is on disk.
    private Task<bool> Way(CardPart part, Func<Task<bool>> go) {
        if (onTheWay.TryGetValue(part.Number, out var before)) return before;
        var going = Done();
        // One that has failed already would stand in the way for ever.
        if (!going.IsCompleted) onTheWay[part.Number] = going;
        return going;

        async Task<bool> Done() {
            try {
                return await go();
            } finally {
                onTheWay.Remove(part.Number);
            }
        }
    }

    private async Task<bool> ClaimAndPay(Card open, CardPart part, CardPart taken) =>
        await Claim(CardStore.Claim(open, part, taken.Person!.Value, taken.At), known => known) && await Pay(open, taken);

    private async Task<bool> Pay(Card of, CardPart part) {
        var outcome = await ledger.Submit(of.Currency, await OutOf(of, part.Transfer, part.Person!.Value, part.Minor));
        // Theirs would be more than a wallet can hold: it comes back with the rest.
        var state = outcome.Outcome == TransferOutcome.Done ? PartState.Paid : PartState.Back;
        await database.Write(new(CardStore.Settled(of, part, state)));
        Put(part with { State = state });
        if (card is { State: CardState.Open } open && open.Parts.All(p => p.State == PartState.Paid)) {
            await Claim(new(CardStore.Becomes(open, CardState.Over, CardEnding.Taken)), known => known with { State = CardState.Over, Ending = CardEnding.Taken });
        }
        return true;
    }

    private async Task PayClaimed() {
        foreach (var part in card?.Parts.Where(p => p.State == PartState.Claimed) ?? []) await Way(part, () => Pay(card!, part));
    }

    // Read anew before anything goes back: a part whose claim came too late is the sender's on the disk, and here not yet.
    private async Task End(Card open, CardEnding why) {
        if (!await Claim(new(CardStore.Becomes(open, CardState.Ending, why), CardStore.RestGoesBack(open)), known => known)) return;
        card = null;
        if (await Remember() is { State: CardState.Ending }) await GiveBack();
    }

    // What comes back is known when no part is on its way any more.
    private async Task GiveBack() {
        await PayClaimed();
        if (card is not { State: CardState.Ending } now || now.Parts.Any(p => p.State == PartState.Claimed)) return;
        var rest = now.Parts.Where(p => p.State == PartState.Back).Sum(p => p.Minor);
        var outcome = rest == 0 ? TransferOutcome.Done : (await ledger.Submit(now.Currency, await OutOf(now, now.Back, now.Sender, rest))).Outcome;
        if (outcome != TransferOutcome.Done) throw new InvalidOperationException($"What came back of a card was refused: {outcome}.");
        await Claim(new(CardStore.Becomes(now, CardState.Over, now.Ending)), known => known with { State = CardState.Over });
    }

    // Written first, remembered then. False: somebody else was faster, and what is remembered is read anew.
    private async Task<bool> Claim(Write write, Func<Card, Card> then) {
        try {
            await database.Write(write);
        } catch (WriteLostException) {
            card = null;
            return false;
        } catch {
            card = null;
            throw;
        }
        if (card is { } known) card = then(known);
        return true;
    }

    private void Put(CardPart part) {
        if (card is { } known) card = known with { Parts = [.. known.Parts.Select(p => p.Number == part.Number ? part : p)] };
    }

    private static TransferKind KindOf(Card of) => of.Kind == CardKind.Transfer ? TransferKind.Transfer : TransferKind.RedPacket;

    // The caller of what a person asks for is their account in the house's currency: their keys are once over all currencies.
    private async Task<Transfer> Into(Card made) => new(
        new(await AccountOf(made.Sender, Codes.Iso4217.OfHouse.Number), made.Key), TransferPhase.Single, KindOf(made), await AccountOf(made.Sender, made.Currency),
        await accounts.OfHouse(AccountKind.Cards, made.Currency, CancellationToken.None), made.Minor);

    private async Task<Transfer> OutOf(Card of, Guid id, long person, long minor) {
        var all = LedgerAccounts.NumberOfHouse(AccountKind.Cards, of.Currency);
        return new(new(all, id), TransferPhase.Single, KindOf(of), all, await AccountOf(person, of.Currency), minor);
    }

    private Task<long> AccountOf(long person, long currency) => accounts.Of(new(person), AccountKind.Person, currency, CancellationToken.None);
}
