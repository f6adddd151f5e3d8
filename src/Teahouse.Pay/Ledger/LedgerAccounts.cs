using System.Buffers.Binary;
using System.Security.Cryptography;
using Dapper;
using Teahouse.Pay.Regimes;
using Teahouse.Storage;

namespace Teahouse.Pay.Ledger;

/// <summary>Whose account it is; the numbers stand in rows.</summary>
internal enum AccountKind {
    /// <summary>A person's wallet.</summary>
    Person = 1,
    /// <summary>What a person earns as a payee.</summary>
    Payee = 2,
    /// <summary>The operator's fees.</summary>
    Fees = 3,
    /// <summary>The operator's money at the bank: what people have here, seen from the other side.</summary>
    Float = 4,
    /// <summary>The bank that is none: where play money comes from.</summary>
    SandboxBank = 5,
    /// <summary>What stands on cards in conversations, and is nobody's yet.</summary>
    Cards = 6,
    /// <summary>What people have taken out, until a bank has paid it.</summary>
    GoingOut = 7,
}

/// <summary>What an account holds, in minor units.</summary>
/// <param name="Posted">What has come in less what has gone out.</param>
/// <param name="HeldOut">What pending transfers may still take.</param>
/// <param name="HeldIn">What pending transfers may still bring.</param>
internal readonly record struct Balance(long Posted, long HeldOut, long HeldIn);

/// <summary>The accounts of the ledgers: opened once, and read.</summary>
internal sealed class LedgerAccounts(Database database, WalletLaw law, TimeProvider clock) {
    // Between the house's own numbers and those of people nobody shall ever meet.
    private const long PersonNumberMin = 1L << 40;

    private const string BeginLedger = "INSERT INTO pay_ledger (currency, version, last) VALUES (@currency, 0, 0) ON CONFLICT DO NOTHING";
    // What a frozen wallet is given in a new currency is frozen as well.
    private const string OpenAccount =
        """
        INSERT INTO pay_account (account, currency, kind, person, floor, frozen, opened_at)
        VALUES (@account, @currency, @kind, @person, @floor,
            CASE WHEN EXISTS (SELECT 1 FROM pay_guard WHERE person = @person AND frozen_at IS NOT NULL) THEN 1 ELSE 0 END, @at)
        ON CONFLICT DO NOTHING
        """;

    private const string NumberOf = "SELECT account FROM pay_account WHERE person = @person AND currency = @currency AND kind = @kind";

    private const string AllNumbersOf = "SELECT account, currency FROM pay_account WHERE person = @person AND kind = @kind ORDER BY currency";

    /// <summary>A person's account, opened when there is none.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="kind">Which of theirs.</param>
    /// <param name="currency">ISO 4217, numeric.</param>
    /// <param name="stop">Gives up the wait.</param>
    public async Task<long> Of(PersonId person, AccountKind kind, long currency, CancellationToken stop) {
        if (await Find(person, kind, currency, stop) is { } known) return known;
        await Open(NewNumber(), kind, currency, person, kind == AccountKind.Person ? -law.CreditLimit : 0, stop);
        return await Find(person, kind, currency, stop) ?? throw new InvalidOperationException("An account that was opened is not there.");
    }

    /// <summary>A person's account; null when there is none.</summary>
    public Task<long?> Find(PersonId person, AccountKind kind, long currency, CancellationToken stop) => database.Read(
        connection => connection.QuerySingleOrDefaultAsync<long?>(NumberOf, new { person = person.Value, currency, kind = (long)kind }), stop);

    /// <summary>A person's accounts of one kind, one for each currency.</summary>
    public async Task<IReadOnlyList<(long Account, long Currency)>> AllOf(PersonId person, AccountKind kind, CancellationToken stop) => [.. await database.Read(
        connection => connection.QueryAsync<(long Account, long Currency)>(AllNumbersOf, new { person = person.Value, kind = (long)kind }), stop)];

    /// <summary>One of the house's own accounts, opened when there is none. All money comes from those that have no floor.</summary>
    public async Task<long> OfHouse(AccountKind kind, long currency, CancellationToken stop) {
        var number = NumberOfHouse(kind, currency);
        if (await Read(number, currency, stop) is not null) return number;
        await Open(number, kind, currency, null, kind is AccountKind.Float or AccountKind.SandboxBank ? null : 0, stop);
        return number;
    }

    /// <summary>The number of one of the house's own accounts, whether or not it was opened.</summary>
    public static long NumberOfHouse(AccountKind kind, long currency) => checked(currency * 100 + (long)kind);

    /// <summary>What an account holds; zero for one that there is not.</summary>
    public async Task<Balance> BalanceOf(long account, long currency, CancellationToken stop) {
        return await Read(account, currency, stop) is { } one ? new(one.Balance, one.HeldOut, one.HeldIn) : default;
    }

    /// <summary>Whether somebody has too little to give so much: a look, before a finger is asked for what cannot be. In the end the ledger decides.</summary>
    public async Task<bool> HasTooLittle(PersonId person, long currency, long minor, CancellationToken stop) {
        var found = await Find(person, AccountKind.Person, currency, stop) is { } number ? await Read(number, currency, stop) : null;
        var account = found ?? new LedgerAccount { Number = 0, Floor = -law.CreditLimit, Balance = 0, HeldOut = 0, HeldIn = 0 };
        return account.CannotGive(minor, TransferKind.Payment) == TransferOutcome.FundsInsufficient;
    }

    private async Task<LedgerAccount?> Read(long account, long currency, CancellationToken stop) =>
        await database.Read(connection => new LedgerReader(connection, database.Kind, currency).Accounts([account]), stop) is [var one] ? one : null;

    private Task<long> Open(long account, AccountKind kind, long currency, PersonId? person, long? floor, CancellationToken stop) => database.Write(new(
        Statement.Do(BeginLedger, ("currency", currency)),
        Statement.Do(OpenAccount, ("account", account), ("currency", currency), ("kind", (long)kind), ("person", person?.Value), ("floor", floor),
            ("at", clock.GetUtcNow().ToUnixTimeMilliseconds()))), stop);

    private static long NewNumber() {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return PersonNumberMin + (BinaryPrimitives.ReadInt64BigEndian(bytes) & 0x3FFF_FFFF_FFFF_FFFF);
    }
}
