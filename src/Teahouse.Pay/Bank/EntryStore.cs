using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Bank;

/// <summary>What has become of an entry; the numbers stand in rows, and from 10 on it is dealt with.</summary>
internal enum EntryState {
    /// <summary>It is a person's; the ledger follows.</summary>
    Crediting = 1,
    /// <summary>Nobody knows what it is.</summary>
    NotUnderstood = 2,
    /// <summary>The person has it.</summary>
    Credited = 11,
    /// <summary>It is the bank's word on money that went out.</summary>
    OfPayouts = 12,
    /// <summary>The operator has dealt with it elsewhere.</summary>
    Dismissed = 13,
}

/// <summary>An entry as it stands in its row.</summary>
/// <param name="Id">Its name.</param>
/// <param name="Transfer">The ledger's transfer.</param>
/// <param name="Credit">1 where money came.</param>
/// <param name="Amount">How much, in minor units; 0 for what is no amount.</param>
/// <param name="Currency">In which currency.</param>
/// <param name="Booked">On which day.</param>
/// <param name="State">An <see cref="EntryState"/>.</param>
/// <param name="Person">Whose it is; null for nobody's.</param>
/// <param name="Words">What stands on it, while it is not understood.</param>
/// <param name="Why">Why it is not understood, or what the operator said.</param>
internal sealed record EntryRow(string Id, byte[] Transfer, long Credit, long Amount, string Currency, string Booked, long State, long? Person, string? Words, string? Why) {
    /// <summary>What has become of it.</summary>
    public EntryState Is => (EntryState)State;
}

/// <summary>The rows of entries on the operator's account: each once, however often it is read.</summary>
internal sealed class EntryStore(Database database) {
    private const string Select =
        "SELECT id AS Id, transfer AS Transfer, credit AS Credit, amount AS Amount, currency AS Currency, booked AS Booked, state AS State, person AS Person, words AS Words, why AS Why FROM pay_bank_entry";

    /// <summary>One of them; null for none.</summary>
    public Task<EntryRow?> Find(string id, CancellationToken stop) =>
        database.Read(c => c.QuerySingleOrDefaultAsync<EntryRow?>($"{Select} WHERE id = @id", new { id }), stop);

    /// <summary>Those of a state, the oldest first.</summary>
    public Task<List<EntryRow>> In(EntryState state, long most, CancellationToken stop) => database.Read(async c => (await c.QueryAsync<EntryRow>(
        $"{Select} WHERE state < 10 AND state = @state ORDER BY at, id LIMIT @most", new { state = (long)state, most })).AsList(), stop);

    /// <summary>Keeps one, once: lost where it is known already.</summary>
    /// <param name="entry">What was read.</param>
    /// <param name="state">What has become of it.</param>
    /// <param name="person">Whose it is; null for nobody's.</param>
    /// <param name="payout">Of which money on its way out it is; null for none, and for a whole file of it.</param>
    /// <param name="why">Why it is not understood; null where it is.</param>
    /// <param name="now">When it was read.</param>
    public static Statement Keep(StatementEntry entry, EntryState state, long? person, string? payout, string? why, long now) => Statement.Claim(
        """
        INSERT INTO pay_bank_entry (id, transfer, account, reference, credit, amount, currency, booked, at, state, person, payout, words, why)
        VALUES (@id, @transfer, @account, @reference, @credit, @amount, @currency, @booked, @at, @state, @person, @payout, @words, @why) ON CONFLICT DO NOTHING
        """,
        ("id", entry.Id), ("transfer", entry.Transfer), ("account", entry.Account), ("reference", entry.Reference ?? ""), ("credit", entry.IsCredit ? 1L : 0L), ("amount", entry.Minor),
        ("currency", entry.Currency), ("booked", entry.Booked), ("at", now), ("state", (long)state), ("person", person), ("payout", payout),
        ("words", state == EntryState.NotUnderstood ? entry.Words : null), ("why", why));

    /// <summary>The operator says whose one is, or that it is dealt with. What stands on it is forgotten.</summary>
    public static Statement Settle(EntryRow row, EntryState state, PersonId? person, string why) => Statement.Claim(
        "UPDATE pay_bank_entry SET state = @state, person = @person, why = @why, words = NULL WHERE id = @id AND state = 2",
        ("state", (long)state), ("person", person?.Value), ("why", why), ("id", row.Id));

    /// <summary>The ledger has followed, or did not.</summary>
    public static Statement Follow(EntryRow row, EntryState state, string? why) => Statement.Claim(
        "UPDATE pay_bank_entry SET state = @state, why = COALESCE(NULLIF(@why, ''), why) WHERE id = @id AND state = 1", ("state", (long)state), ("why", why ?? ""), ("id", row.Id));
}
