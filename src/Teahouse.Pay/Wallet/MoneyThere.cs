using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Wallet;

/// <summary>Whether there is money of somebody's in the house: theirs now, or on its way to them or back.</summary>
internal static class MoneyThere {
    /// <summary>That there is money of the person in this column.</summary>
    public static string Of(string person) =>
        $"""
        (EXISTS (SELECT 1 FROM pay_account a WHERE a.person = {person}
            AND (COALESCE((SELECT e.balance FROM pay_entry e WHERE e.account = a.account ORDER BY e.number DESC LIMIT 1), 0) > 0
                OR EXISTS (SELECT 1 FROM pay_hold h WHERE h.ended_by IS NULL AND (h.debit = a.account OR h.credit = a.account))))
        OR EXISTS (SELECT 1 FROM pay_card c WHERE c.sender = {person} AND c.state < 10)
        OR EXISTS (SELECT 1 FROM pay_payout o WHERE o.person = {person} AND o.state < 10)
        OR EXISTS (SELECT 1 FROM pay_bank_entry b WHERE b.person = {person} AND b.state < 10))
        """;

    /// <summary>Whether there is any.</summary>
    public static Task<bool> Has(Database database, PersonId person, CancellationToken stop) =>
        database.Read(async c => await c.ExecuteScalarAsync<long>($"SELECT CASE WHEN {Of("@person")} THEN 1 ELSE 0 END", new { person = person.Value }) > 0, stop);
}
