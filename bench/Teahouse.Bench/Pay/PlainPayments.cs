using Npgsql;

namespace Teahouse.Bench.Pay;

/// <summary>What one writes without a ledger: a transaction per payment, either in five round trips or as one call of a function in the database.</summary>
internal sealed class PlainPayments(NpgsqlDataSource source, int accounts) {
    private const string Tables =
        """
        DROP SCHEMA IF EXISTS plain CASCADE;
        CREATE SCHEMA plain;
        CREATE TABLE plain.account (account bigint PRIMARY KEY, balance bigint NOT NULL) WITH (fillfactor = 50);
        CREATE TABLE plain.transfer (id uuid PRIMARY KEY, debit bigint NOT NULL, credit bigint NOT NULL, amount bigint NOT NULL, at timestamptz NOT NULL DEFAULT now());
        CREATE TABLE plain.entry (account bigint NOT NULL, id uuid NOT NULL, amount bigint NOT NULL);
        CREATE INDEX ON plain.entry (account);
        CREATE FUNCTION plain.pay(transfer uuid, payer bigint, payee bigint, minor bigint) RETURNS void LANGUAGE plpgsql AS $$
        BEGIN
            UPDATE plain.account SET balance = balance - minor WHERE account = payer;
            UPDATE plain.account SET balance = balance + minor WHERE account = payee;
            INSERT INTO plain.transfer VALUES (transfer, payer, payee, minor);
            INSERT INTO plain.entry VALUES (payer, transfer, -minor), (payee, transfer, minor);
        END $$;
        """;

    /// <summary>Makes the tables, and accounts with money.</summary>
    public async Task Prepare() {
        await using var make = source.CreateCommand(Tables);
        await make.ExecuteNonQueryAsync();
        await using var fill = source.CreateCommand($"INSERT INTO plain.account SELECT n, 1000000000 FROM generate_series(0, {accounts - 1}) AS n");
        await fill.ExecuteNonQueryAsync();
        // By itself: it runs within nothing else.
        await using var vacuum = source.CreateCommand("VACUUM ANALYZE plain.account");
        await vacuum.ExecuteNonQueryAsync();
    }

    /// <summary>Begin, take, give, write down, commit: five round trips. Accounts in their order, so that nobody waits in a circle.</summary>
    public async ValueTask InFiveRoundTrips(bool isHot) {
        var (from, to) = Pair(isHot);
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var (account, amount) in new[] { (from, -1L), (to, 1L) }.OrderBy(a => a.Item1)) {
            await Run(connection, "UPDATE plain.account SET balance = balance + $1 WHERE account = $2", amount, account);
        }
        var id = Guid.NewGuid();
        await Run(connection, "WITH t AS (INSERT INTO plain.transfer VALUES ($1, $2, $3, 1)) INSERT INTO plain.entry VALUES ($2, $1, -1), ($3, $1, 1)", id, from, to);
        await transaction.CommitAsync();
    }

    /// <summary>One call that does it all.</summary>
    public async ValueTask ByFunction(bool isHot) {
        var (from, to) = Pair(isHot);
        await using var connection = await source.OpenConnectionAsync();
        try {
            await Run(connection, "SELECT plain.pay($1, $2, $3, 1)", Guid.NewGuid(), from, to);
        } catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.DeadlockDetected) { }
    }

    private (long From, long To) Pair(bool isHot) {
        long from = Random.Shared.Next(1, accounts), to = Random.Shared.Next(1, accounts);
        if (to == from) to = from == 1 ? 2 : from - 1;
        return (from, isHot && Random.Shared.Next(2) == 0 ? 0 : to);
    }

    private static async Task Run(NpgsqlConnection connection, string sql, params object[] values) {
        await using var command = new NpgsqlCommand(sql, connection);
        foreach (var value in values) command.Parameters.Add(new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }
}
