using Dapper;
using Teahouse.Pay.Bank;
using Teahouse.Pay.Charges;
using Teahouse.Pay.Ledger;
using Teahouse.Pay.News;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Phones;
using Teahouse.Pay.Wallet;
using Teahouse.Storage;

namespace Teahouse.Pay.Guarding;

/*  Nothing goes out of a frozen wallet.
    (1) The row says so, and every route asks it. (2) The ledger's accounts give nothing, whatever is on its way. (3) Questions that wait are
    refused, what is still held is undone, and what waits for the bank comes back: whoever held a stolen phone gets nothing of it.
    A thaw goes the other way round: the accounts first, then the row. Dead between: whoever asks again, or the next round, goes on. */

/// <summary>Freezes wallets and thaws them.</summary>
internal sealed class Freezing(
    Database database, LedgerDoor ledger, LedgerAccounts accounts, ChargeStore charges, ChargeDriver driver, PayoutDriver payouts, ChargeNews news, TimeProvider clock) {
    /// <summary>Freezes a wallet at once. A thaw that was asked for is off.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="isPhoneLost">Whether all payment passkeys are on devices that were lost.</param>
    /// <exception cref="LedgerBusyException">The accounts could not be asked; the row says that the wallet is frozen.</exception>
    public async Task Freeze(PersonId person, bool isPhoneLost) {
        var now = Now;
        await database.Write(new([
            WalletGuard.Begin(person),
            // Counted as a charge is: one that was decided a moment ago is decided anew.
            Statement.Do(
                "UPDATE pay_guard SET charged = charged + 1, frozen_at = COALESCE(frozen_at, @now), thaws_at = NULL, forgets = 0 WHERE person = @person",
                ("now", now), ("person", person.Value)),
            .. isPhoneLost ? [PaymentPasskeyRows.LoseAll(person, now)] : Array.Empty<Statement>()]));
        await SetAccounts(person, isFrozen: true);
        foreach (var row in await charges.OpenOf(person, CancellationToken.None)) await TakeBack(row, now);
        await payouts.TakeBack(person);
        news.Wallet(person, isFrozen: true, thawsAt: null);
    }

    /// <summary>Lets a wallet give again.</summary>
    /// <exception cref="LedgerBusyException">The accounts could not be asked; the wallet is still frozen.</exception>
    public async Task Thaw(PersonId person) {
        await SetAccounts(person, isFrozen: false);
        await database.Write(new(Statement.Do("UPDATE pay_guard SET frozen_at = NULL, thaws_at = NULL, forgets = 0 WHERE person = @person", ("person", person.Value))));
        // An account that was opened meanwhile was opened frozen.
        await SetAccounts(person, isFrozen: false);
        news.Wallet(person, isFrozen: false, thawsAt: null);
    }

    /// <summary>Has a wallet thaw by itself, a day from the first time that it is asked for. Every open wallet of the person is told.</summary>
    /// <returns>When (milliseconds); null where it is not frozen.</returns>
    public Task<long?> ThawLater(PersonId person) => ThawBy(person, Statement.Claim(
        "UPDATE pay_guard SET thaws_at = COALESCE(thaws_at, @at) WHERE person = @person AND frozen_at IS NOT NULL",
        ("at", Now + PayLimits.ThawMilliseconds), ("person", person.Value)));

    /// <summary>The same for somebody whose payment passkeys are gone: a week, and then those are forgotten, so that the chat leads in again.</summary>
    public Task<long?> ThawAnewLater(PersonId person) => ThawBy(person, Statement.Claim(
        """
        UPDATE pay_guard SET thaws_at = CASE WHEN forgets = 1 THEN COALESCE(thaws_at, @at) ELSE @at END, forgets = 1
        WHERE person = @person AND frozen_at IS NOT NULL
        """, ("at", Now + PayLimits.ThawAnewMilliseconds), ("person", person.Value)), PaymentPasskeyRows.LoseAll(person, Now));

    /// <summary>Thaws what has waited for its time. Whoever has proved the recovery code, and was not stopped, has found their passkeys again, or makes a new one.</summary>
    public async Task GoOn(CancellationToken stop) {
        var due = await database.Read(async c => (await c.QueryAsync<(long Person, long Forgets)>(
            "SELECT person, forgets FROM pay_guard WHERE thaws_at <= @now", new { now = Now })).AsList(), stop);
        foreach (var (person, forgets) in due.Select(d => (new PersonId(d.Person), d.Forgets != 0))) {
            await database.Write(forgets ? ForgetWhatIsGone(person, Now) : new(PaymentPasskeyRows.FindAll(person)), stop);
            await Thaw(person);
        }
    }

    // Who has the devices has the sessions and the codes on them too.
    private static Write ForgetWhatIsGone(PersonId person, long now) =>
        new(PaymentPasskeyRows.ForgetLost(person), WalletSessions.EndAll(person), CodePhoneRows.EndAll(person, now));

    private async Task<long?> ThawBy(PersonId person, params Statement[] asked) {
        try {
            await database.Write(new(asked));
        } catch (WriteLostException) {
            return null;
        }
        var thawsAt = (await Guard(person)).ThawsAt;
        news.Wallet(person, isFrozen: true, thawsAt);
        return thawsAt;
    }

    /// <summary>What guards a wallet.</summary>
    public Task<WalletGuard> Guard(PersonId person) => database.Read(c => WalletGuard.Of(c, person), CancellationToken.None);

    private async Task SetAccounts(PersonId person, bool isFrozen) {
        try {
            foreach (var (account, currency) in await accounts.AllOf(person, AccountKind.Person, CancellationToken.None)) await ledger.Freeze(currency, account, isFrozen);
        } catch (Exception e) when (e is OrleansException or TimeoutException) {
            throw new LedgerBusyException();
        }
    }

    private async Task TakeBack(ChargeRow row, long now) {
        if (row.Is == ChargeState.Begun) row = await driver.Drive(row);
        if (row.Is == ChargeState.Held) await driver.Decide(row, row with { State = (long)ChargeState.Voiding }, Write.Nothing);
        if (row.Is != ChargeState.Waiting) return;
        await driver.Decide(row, row with { State = (long)ChargeState.Voiding, Word = AttemptWord.Frozen }, Attempts.Note(row.From, AttemptWord.Frozen, row.Amount, row.To, now));
    }

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();
}
