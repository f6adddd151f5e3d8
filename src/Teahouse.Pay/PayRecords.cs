using System.Text.Json;
using Dapper;
using Teahouse.Pay.Wallet;
using Teahouse.Storage;

namespace Teahouse.Pay;

/// <summary>
/// What Pay holds about a person: accounts and what moved on them, payments by codes and what was tried with theirs, what came from a bank and went to one, the name under which
/// payers see them, and the ways into their wallet. A ledger is never unwritten, because others are party to every entry; who leaves is
/// unlinked from accounts that are empty, and from payments that are over. An account that still holds money stays theirs, so that they
/// can take it out.
/// </summary>
internal sealed class PayRecords(Database database, TimeProvider clock) : IPersonalRecords {
    private const string Accounts = "SELECT account, currency, kind, frozen, opened_at FROM pay_account WHERE person = @person";

    private const string Entries =
        """
        SELECT e.account, e.number, e.amount, e.balance, t.at, t.kind FROM pay_account a JOIN pay_entry e ON e.account = a.account
        JOIN pay_transfer t ON t.currency = e.currency AND t.number = e.number WHERE a.person = @person ORDER BY e.account, e.number
        """;

    private const string Unlink =
        """
        UPDATE pay_account SET person = NULL WHERE person = @person
            AND COALESCE((SELECT e.balance FROM pay_entry e WHERE e.account = pay_account.account ORDER BY e.number DESC LIMIT 1), 0) = 0
            AND NOT EXISTS (SELECT 1 FROM pay_hold h WHERE h.ended_by IS NULL AND (h.debit = pay_account.account OR h.credit = pay_account.account))
            AND NOT EXISTS (SELECT 1 FROM pay_payout o WHERE o.person = @person AND o.state < 10) AND NOT EXISTS (SELECT 1 FROM pay_bank_entry b WHERE b.person = @person AND b.state < 10)
        """;

    /// <summary>What is told of payments by codes: to each side its own.</summary>
    private static readonly (string Table, string Column, string Shown)[] ByCodes = [
        ("pay_charge", "payer", "receipt, amount, at, state, word, confirmed"), ("pay_charge", "payee", "number, receipt, amount, at, state, fee_points, fee_back"),
        ("pay_refund", "payee", "amount, at, state, fee"), ("pay_attempt", "person", "at, word, amount"), ("pay_guess", "payee", "at"),
        ("pay_poster", "payee", "id, number, label, amount, reference, at, until, ended_at"),
        ("pay_dispute", "payer", "id, reason, words, at, state, answer, amount, decision"), ("pay_dispute", "payee", "id, reason, words, at, state, answer, amount, decision"),
        ("pay_reference", "person", "reference, at"), ("pay_payout", "person", "id, amount, iban, name, at, state, reason, ended_at"), ("pay_bank_entry", "person", "amount, currency, booked, at, state, why"),
        ("pay_guard", "person", "frozen_at, thaws_at, forgets, payment, day, raised_payment, raised_day, raised_at"),
    ];

    private static readonly string[] UnlinkCodes = [
        "UPDATE pay_charge SET payer = 0 WHERE payer = @person AND state >= 10", "UPDATE pay_charge SET payee = @gone WHERE payee = @person AND state >= 10",
        "UPDATE pay_refund SET payee = @gone WHERE payee = @person AND state >= 10", "UPDATE pay_attempt SET payee = NULL WHERE payee = @person",
        // Nobody waits any longer for who has left, and their words go with them.
        "UPDATE pay_dispute SET payer = 0, words = '', state = CASE WHEN state < 10 THEN 11 ELSE state END WHERE payer = @person",
        "UPDATE pay_dispute SET payee = @gone, answer = NULL WHERE payee = @person",
        "DELETE FROM pay_attempt WHERE person = @person", "DELETE FROM pay_guess WHERE payee = @person",
        // What is still on its way to their account at a bank arrives there. A bank that brings back later what is over finds nobody.
        "UPDATE pay_payout SET person = @gone, iban = '', name = '' WHERE person = @person AND state >= 10", "UPDATE pay_bank_entry SET person = NULL WHERE person = @person AND state >= 10",
    ];

    /// <summary>The ways into the wallet, with what of each is shown: secrets and their hashes are in no answer, not even to the person.</summary>
    private static readonly (string Table, string Shown)[] WaysIn = [
        ("pay_wallet", "person IS NOT NULL AS opened"), ("pay_link", "expires_at"), ("pay_session", "id, scope, passkey, name, created_at, expires_at"),
        ("pay_passkey", "id, name, transports, created_at, used_at"), ("pay_ceremony", "purpose, expires_at"),
        ("pay_phone", "id, name, since, ended_at"), ("pay_left", "at"),
    ];

    /// <summary>What whoever has left needs to take their money out: how they prove that it is theirs, and whether they have frozen it.</summary>
    private static readonly string[] KeptToTakeOut = ["pay_wallet", "pay_passkey", "pay_left", "pay_guard"];

    /// <inheritdoc/>
    public IReadOnlyList<HeldTable> Holds { get; } =
        [new("pay_account", "person", DataClass.Payments), new("pay_payee", "person", DataClass.Profile),
            .. ByCodes.Select(t => new HeldTable(t.Table, t.Column, DataClass.Payments)), new("pay_attempt", "payee", DataClass.Payments), .. WaysIn.Select(w => new HeldTable(w.Table, "person", DataClass.Devices))];

    /// <inheritdoc/>
    public async Task Disclose(PersonId person, DataClass dataClass, Utf8JsonWriter json, CancellationToken stop) {
        json.WriteStartObject();
        if (dataClass == DataClass.Payments) {
            await Write("pay_account", Accounts);
            await Write("pay_entry", Entries);
            foreach (var (table, column, shown) in ByCodes) await Write($"{table}.{column}", $"SELECT {shown} FROM {table} WHERE {column} = @person");
        }
        if (dataClass == DataClass.Profile) await Write("pay_payee", "SELECT name, verified_at, photo_type, photo, cash_limit, cash_since, cash_day, cash_taken FROM pay_payee WHERE person = @person");
        if (dataClass == DataClass.Devices) {
            foreach (var (table, shown) in WaysIn) await Write(table, $"SELECT {shown} FROM {table} WHERE person = @person");
        }
        json.WriteEndObject();

        async Task Write(string table, string sql) {
            json.WritePropertyName(table);
            var rows = await database.Read(connection => connection.QueryAsync(sql, new { person = person.Value }), stop);
            JsonSerializer.Serialize(json, rows.Cast<IDictionary<string, object?>>());
        }
    }

    /// <inheritdoc/>
    public async Task Erase(PersonId person, CancellationToken stop) {
        var ways = await WaysOfWhoLeaves(database, person, clock, stop);
        await database.Write(new Write([
            Statement.Do(Unlink, ("person", person.Value)),
            // Others were party to what is over: it stays, and is nobody's whom they could name.
            .. UnlinkCodes.Select(sql => sql.Contains("@gone", StringComparison.Ordinal)
                ? Statement.Do(sql, ("person", person.Value), ("gone", -PersonId.New().Value)) : Statement.Do(sql, ("person", person.Value)))]).And(ways), stop);
    }

    /// <summary>Every way into a person's wallet goes, the name under which payers see them, and the codes that they show.</summary>
    public static Write ForgetWaysIn(PersonId person) => Forget(person, kept: []);

    /// <summary>What becomes of the ways in when their person leaves: where there is money, a payment passkey still opens the wallet, to take out what is in it.</summary>
    public static async Task<Write> WaysOfWhoLeaves(Database database, PersonId person, TimeProvider clock, CancellationToken stop) =>
        await MoneyThere.Has(database, person, stop) ? KeepTakingOut(person, clock.GetUtcNow().ToUnixTimeMilliseconds()) : ForgetWaysIn(person);

    private static Write KeepTakingOut(PersonId person, long now) => Forget(person, KeptToTakeOut).And(new(
        Statement.Do("INSERT INTO pay_left (person, at) VALUES (@person, @now) ON CONFLICT DO NOTHING", ("person", person.Value), ("now", now))));

    private static Write Forget(PersonId person, string[] kept) => new([
        Statement.Do("DELETE FROM pay_poster WHERE payee = @person", ("person", person.Value)),
        Statement.Do("DELETE FROM pay_alias WHERE phone IN (SELECT id FROM pay_phone WHERE person = @person)", ("person", person.Value)),
        .. WaysIn.Select(way => way.Table).Append("pay_payee").Append("pay_guard").Append("pay_reference").Except(kept)
            .Select(table => Statement.Do($"DELETE FROM {table} WHERE person = @person", ("person", person.Value)))]);
}
