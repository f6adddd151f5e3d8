using Teahouse.Pay.Codes;

namespace Teahouse.Pay.Ledger;

/// <summary>What must be true of every ledger, each with the query that finds what contradicts it. One text for both databases.</summary>
internal static class AuditClaims {
    /// <summary>How many contradictions of one claim are shown.</summary>
    public const int ShownMax = 20;

    /// <summary>How many contradictions are gathered in all.</summary>
    public const int ProblemsMax = 1_000;

    private static readonly long Float = LedgerAccounts.NumberOfHouse(AccountKind.Float, Iso4217.OfHouse.Number);
    private static readonly long GoingOut = LedgerAccounts.NumberOfHouse(AccountKind.GoingOut, Iso4217.OfHouse.Number);

    private static readonly long Fees = LedgerAccounts.NumberOfHouse(AccountKind.Fees, Iso4217.OfHouse.Number);

    // The fee of a payment, as PayeeFee has it.
    private const string Fee = "((c.amount * c.fee_points + 5000) / 10000)";

    // Transfers that move money, with the accounts between which they do and how much.
    private const string Moving =
        """
        SELECT t.currency, t.number, t.debit, t.credit, t.amount FROM pay_transfer t WHERE t.outcome = 0 AND t.phase = 0
        UNION ALL
        SELECT h.currency, h.ended_by, h.debit, h.credit, h.posted FROM pay_hold h WHERE h.posted > 0
        """;

    /// <summary>The claims.</summary>
    public static IReadOnlyList<(string Claim, string Sql)> All { get; } = [
        ("The sum of all accounts is zero",
            "SELECT 'currency ' || currency FROM pay_entry GROUP BY currency HAVING sum(amount) <> 0"),
        ("Transfers are numbered without a gap",
            """
            SELECT 'currency ' || l.currency FROM pay_ledger l
            WHERE (SELECT count(*) FROM pay_transfer t WHERE t.currency = l.currency) <> l.last
                OR COALESCE((SELECT max(t.number) FROM pay_transfer t WHERE t.currency = l.currency), 0) <> l.last
                OR COALESCE((SELECT min(t.number) FROM pay_transfer t WHERE t.currency = l.currency), 1) <> 1
            """),
        ("A transfer takes from one account what it gives to another",
            $"""
            SELECT 'transfer ' || m.number || ' of currency ' || m.currency FROM ({Moving}) m
            LEFT JOIN pay_entry d ON d.account = m.debit AND d.number = m.number
            LEFT JOIN pay_entry c ON c.account = m.credit AND c.number = m.number
            WHERE d.amount IS NULL OR c.amount IS NULL OR d.amount <> -m.amount OR c.amount <> m.amount OR d.currency <> m.currency OR c.currency <> m.currency
            """),
        ("Nothing else moved",
            $"SELECT 'entries' WHERE (SELECT count(*) FROM pay_entry) <> 2 * (SELECT count(*) FROM ({Moving}) m)"),
        ("An account has one currency",
            """
            SELECT 'account ' || e.account FROM pay_entry e LEFT JOIN pay_account a ON a.account = e.account
            WHERE a.account IS NULL OR a.currency <> e.currency GROUP BY e.account
            """),
        ("A chain is done whole or not at all",
            """
            SELECT 'chain ' || chain || ' of currency ' || currency FROM pay_transfer GROUP BY currency, chain
            HAVING min(CASE WHEN outcome = 0 THEN 1 ELSE 0 END) <> max(CASE WHEN outcome = 0 THEN 1 ELSE 0 END)
            """),
        ("A pending transfer holds what it says",
            """
            SELECT 'transfer ' || t.number || ' of currency ' || t.currency FROM pay_transfer t
            LEFT JOIN pay_hold h ON h.currency = t.currency AND h.number = t.number
            WHERE CASE WHEN t.phase = 1 AND t.outcome = 0
                THEN h.number IS NULL OR h.debit <> t.debit OR h.credit <> t.credit OR h.amount <> t.amount ELSE h.number IS NOT NULL END
            """),
        ("Every hold ends at most once, by a transfer that says so",
            """
            SELECT 'hold ' || h.number || ' of currency ' || h.currency FROM pay_hold h
            JOIN pay_transfer p ON p.currency = h.currency AND p.number = h.number
            LEFT JOIN pay_transfer e ON e.currency = h.currency AND e.number = h.ended_by
            WHERE h.ended_by IS NOT NULL AND (e.number IS NULL OR e.outcome <> 0 OR e.phase NOT IN (2, 3, 4) OR e.pending_caller <> p.caller OR e.pending_id <> p.id
                    OR h.posted > h.amount OR (e.phase = 2) <> (h.posted > 0) OR (e.phase = 2 AND e.amount NOT IN (0, h.posted)))
                OR h.ended_by IS NULL AND h.posted <> 0
            """),
        ("Every end ends one hold",
            """
            SELECT 'transfer ' || t.number || ' of currency ' || t.currency FROM pay_transfer t
            WHERE t.outcome = 0 AND t.phase IN (2, 3, 4)
                AND (SELECT count(*) FROM pay_hold h WHERE h.currency = t.currency AND h.ended_by = t.number) <> 1
            """),
        // The rows of what banks do come first, and the ledger follows: so a movement has its row at any time, and a row that is over its movements.
        ("What came from a bank or went to one stands in a statement, once",
            $"""
            SELECT 'transfer ' || e.number || ' of currency ' || e.currency FROM pay_entry e JOIN pay_transfer t ON t.currency = e.currency AND t.number = e.number
            WHERE e.account = {Float}
                AND NOT EXISTS (SELECT 1 FROM pay_bank_entry b WHERE b.transfer = t.id AND b.credit = 1 AND b.state IN (1, 11) AND b.amount = -e.amount)
                AND NOT EXISTS (SELECT 1 FROM pay_payout p WHERE p.confirmed = 1 AND ((p.ended = t.id AND p.amount = e.amount) OR (p.back = t.id AND p.amount = -e.amount)))
            """),
        ("What a statement brought is its owner's",
            $"""
            SELECT 'bank entry ' || b.id FROM pay_bank_entry b LEFT JOIN pay_transfer t ON t.caller = {Float} AND t.id = b.transfer
            WHERE b.state = 11 AND (t.number IS NULL OR t.debit <> {Float} OR t.amount <> b.amount OR t.outcome <> 0)
            """),
        ("What goes out is what its rows say",
            $"""
            SELECT 'transfer ' || e.number || ' of currency ' || e.currency FROM pay_entry e JOIN pay_transfer t ON t.currency = e.currency AND t.number = e.number
            WHERE e.account = {GoingOut} AND NOT EXISTS (SELECT 1 FROM pay_payout p WHERE (p.taken = t.id AND p.amount = e.amount) OR (p.ended = t.id AND p.amount = -e.amount))
            """),
        ("What people took out left them once, and went to the bank or back once",
            $"""
            SELECT 'payout ' || p.id FROM pay_payout p
            LEFT JOIN pay_transfer s ON s.caller = {GoingOut} AND s.id = p.taken AND s.outcome = 0 AND s.amount = p.amount
            LEFT JOIN pay_transfer e ON e.caller = {GoingOut} AND e.id = p.ended AND e.outcome = 0 AND e.amount = p.amount
            LEFT JOIN pay_transfer r ON r.caller = {GoingOut} AND r.id = p.back AND r.outcome = 0 AND r.amount = p.amount
            WHERE p.state IN (2, 3, 11, 13, 14) AND (s.number IS NULL OR (p.state IN (2, 3)) <> (e.number IS NULL AND s.credit = {GoingOut})
                OR (p.state = 14 AND p.confirmed = 1) <> (r.number IS NOT NULL))
            """),
        ("What is held is there",
            """
            SELECT 'account ' || a.account FROM pay_account a JOIN pay_hold h ON h.debit = a.account AND h.ended_by IS NULL
            WHERE a.floor IS NOT NULL GROUP BY a.account, a.floor
            HAVING COALESCE((SELECT e.balance FROM pay_entry e WHERE e.account = a.account ORDER BY e.number DESC LIMIT 1), 0) - sum(h.amount) < a.floor
            """),
        ("The parts of a tally are the whole",
            """
            SELECT 'tally of ' || t.at FROM pay_tally t WHERE t.amount <> (SELECT sum(p.amount) FROM pay_tally_part p WHERE p.tally = t.id)
            """),
        ("A part of a tally that is paid was moved",
            """
            SELECT 'part ' || p.part || ' of a tally of ' || y.at FROM pay_tally_part p JOIN pay_tally y ON y.id = p.tally
            LEFT JOIN pay_transfer t ON t.id = p.transfer AND t.kind = 8 AND t.outcome = 0 AND t.currency = y.currency AND t.amount = p.amount
            WHERE p.state = 10 AND t.number IS NULL
            """),
        ("What moved for a tally is a part of one",
            """
            SELECT 'transfer ' || t.number || ' of currency ' || t.currency FROM pay_transfer t WHERE t.kind = 8 AND t.outcome = 0
                AND NOT EXISTS (SELECT 1 FROM pay_tally_part p WHERE p.transfer = t.id AND p.amount = t.amount AND p.state IN (1, 10))
            """),
        ("What the house has of a fee is of a payment for good, or comes back with a refund",
            $"""
            SELECT 'transfer ' || t.number || ' of currency ' || t.currency FROM pay_entry e JOIN pay_transfer t ON t.currency = e.currency AND t.number = e.number
            LEFT JOIN pay_transfer b ON b.currency = t.currency AND b.chain = t.chain AND b.number = CASE WHEN e.amount > 0 THEN t.number - 1 ELSE t.number + 1 END
            LEFT JOIN pay_charge c ON e.amount > 0 AND b.kind = 2 AND b.phase IN (0, 2) AND c.id = COALESCE(b.pending_id, b.id)
            LEFT JOIN pay_refund r ON e.amount < 0 AND b.kind = 3 AND r.id = b.id
            WHERE e.account = {Fees} AND (t.kind <> 4 OR COALESCE({Fee}, -r.fee, 0) <> e.amount)
            """),
        ("Every payment for good left its fee, and every refund brought back its part",
            $"""
            SELECT 'payment ' || c.receipt FROM pay_charge c LEFT JOIN (SELECT COALESCE(b.pending_id, b.id) AS id FROM pay_transfer b
                JOIN pay_transfer t ON t.currency = b.currency AND t.number = b.number + 1 AND t.chain = b.chain WHERE b.kind = 2 AND b.outcome = 0 AND t.credit = {Fees}) f ON f.id = c.id
            WHERE c.state = 11 AND {Fee} > 0 AND f.id IS NULL
            UNION ALL
            SELECT 'refund of ' || r.at FROM pay_refund r LEFT JOIN (SELECT b.id FROM pay_transfer b
                JOIN pay_transfer t ON t.currency = b.currency AND t.number = b.number - 1 AND t.chain = b.chain WHERE b.kind = 3 AND b.outcome = 0 AND t.debit = {Fees}) f ON f.id = r.id
            WHERE r.state = 11 AND r.fee > 0 AND f.id IS NULL
            """),
        ("What comes back of a fee is no more than it was, and all of it with the last of the money",
            $"""
            SELECT 'payment ' || c.receipt FROM pay_charge c LEFT JOIN pay_refund r ON r.charge = c.id AND r.state <> 12
            GROUP BY c.id, c.receipt, c.amount, c.fee_points, c.fee_back, c.refunded
            HAVING COALESCE(sum(r.fee), 0) <> c.fee_back OR c.fee_back > {Fee} OR (c.refunded = c.amount AND c.fee_back <> {Fee})
            """),
    ];
}
