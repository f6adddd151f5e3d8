using Dapper;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;

namespace Teahouse.Pay.Tallies;

/// <summary>What somebody asks others for at the moment.</summary>
/// <param name="Open">How many tallies of theirs wait for somebody.</param>
/// <param name="InDay">How many they made in a day.</param>
/// <param name="OfEach">Of each person who is asked, how often.</param>
internal sealed record Asking(long Open, long InDay, IReadOnlyDictionary<long, int> OfEach);

/// <summary>Tallies in their rows.</summary>
internal sealed class TallyStore(Database database) {
    private const string Columns = "id, room, asker, key, currency, amount, note, at, until, withdrawn";

    private const string Known =
        """
        SELECT count(*) FROM (
            SELECT 1 FROM pay_transfer WHERE caller = @account AND outcome = 0 AND credit IN (SELECT account FROM pay_account WHERE person = @asker AND kind = 1)
            UNION ALL SELECT 1 FROM pay_charge WHERE payer = @payer AND payee = @asker AND state = 11
            UNION ALL SELECT 1 FROM pay_card c JOIN pay_card_part p ON p.card = c.id WHERE c.sender = @payer AND p.person = @asker AND p.state = 10
            LIMIT 1) k
        """;

    /// <summary>A tally with its parts; null when there is none.</summary>
    public Task<Tally?> Find(Guid id, CancellationToken stop) => Read("id = @id", new { id = LedgerWrite.Bytes(id) }, stop);

    /// <summary>What somebody made under a key; null for nothing.</summary>
    public Task<Tally?> Under(PersonId asker, Guid key, CancellationToken stop) =>
        Read("asker = @asker AND key = @key", new { asker = asker.Value, key = LedgerWrite.Bytes(key) }, stop);

    /// <summary>Of which tally somebody pays a part, or has paid it, under a key; null for none.</summary>
    public async Task<Guid?> PaidUnder(PersonId payer, Guid key, CancellationToken stop) =>
        await database.Read(c => c.QuerySingleOrDefaultAsync<byte[]?>("SELECT tally FROM pay_tally_part WHERE transfer = @key AND person = @payer",
            new { payer = payer.Value, key = LedgerWrite.Bytes(key) }), stop) is { } tally ? Name(tally) : null;

    /// <summary>What somebody asks for at the moment.</summary>
    public async Task<Asking> Asking(PersonId asker, long now, CancellationToken stop) {
        var (open, inDay) = await database.Read(async c => (
            (await c.QueryAsync<(byte[] Tally, long Person)>(
                """
                SELECT t.id, p.person FROM pay_tally t JOIN pay_tally_part p ON p.tally = t.id
                WHERE t.asker = @asker AND t.withdrawn = 0 AND t.until > @now AND p.state = 0
                """, new { asker = asker.Value, now })).AsList(),
            await c.ExecuteScalarAsync<long>("SELECT count(*) FROM pay_tally WHERE asker = @asker AND at > @since", new { asker = asker.Value, since = now - PayLimits.TallyDayMilliseconds })), stop);
        return new(open.Select(o => Name(o.Tally)).Distinct().Count(), inDay, open.GroupBy(o => o.Person).ToDictionary(o => o.Key, o => o.Count()));
    }

    /// <summary>What somebody is asked for and has not answered, the newest first behind a cursor: one more than a page has.</summary>
    public Task<IReadOnlyList<Tally>> AskedOf(PersonId person, TallyCursor behind, long now, CancellationToken stop) => Some(
        "t.id IN (SELECT p.tally FROM pay_tally_part p WHERE p.person = @person AND p.state = 0)", person, behind, now, stop);

    /// <summary>What somebody asks for and has not got, the newest first behind a cursor: one more than a page has.</summary>
    public Task<IReadOnlyList<Tally>> OwedTo(PersonId person, TallyCursor behind, long now, CancellationToken stop) => Some(
        "t.asker = @person AND EXISTS (SELECT 1 FROM pay_tally_part p WHERE p.tally = t.id AND p.state IN (0, 1))", person, behind, now, stop);

    /// <summary>Whether somebody has ever paid another, or sent them money that they took.</summary>
    /// <param name="payer">Who may have paid.</param>
    /// <param name="account">Their account in the house's currency, on whose behalf they ask the ledger; null for none.</param>
    /// <param name="asker">Who may have been paid.</param>
    /// <param name="stop">Gives up the wait.</param>
    public async Task<bool> HasPaid(PersonId payer, long? account, PersonId asker, CancellationToken stop) =>
        await database.Read(c => c.ExecuteScalarAsync<long>(Known, new { payer = payer.Value, account = account ?? 0, asker = asker.Value }), stop) > 0;

    /// <summary>Tallies of which parts are on their way for longer than that takes: whoever brought them there got stuck.</summary>
    public async Task<IReadOnlyList<Guid>> Stuck(long now, CancellationToken stop) => [.. (await database.Read(
        c => c.QueryAsync<byte[]>("SELECT DISTINCT tally FROM pay_tally_part WHERE state = 1 AND at <= @stuck LIMIT @most",
            new { stuck = now - PayLimits.TallyOnItsWayMilliseconds, most = (long)PayLimits.TalliesPerRoundMax }), stop)).Select(Name)];

    /// <summary>Writes a new tally; lost when its asker has made one under this key.</summary>
    public static Write Make(Tally tally) => new([
        Statement.Claim($"INSERT INTO pay_tally ({Columns}) VALUES (@id, @room, @asker, @key, @currency, @amount, NULLIF(@note, ''), @at, @until, 0) ON CONFLICT DO NOTHING",
            ("id", LedgerWrite.Bytes(tally.Id)), ("room", tally.Room), ("asker", tally.Asker), ("key", LedgerWrite.Bytes(tally.Key)), ("currency", tally.Currency),
            ("amount", tally.Minor), ("note", tally.Note ?? ""), ("at", tally.At), ("until", tally.Until)),
        .. tally.Parts.Select(part => Statement.Do("INSERT INTO pay_tally_part (tally, part, person, amount, at, state) VALUES (@tally, @part, @person, @amount, @at, @state)",
            ("tally", LedgerWrite.Bytes(tally.Id)), ("part", (long)part.Number), ("person", part.Person), ("amount", part.Minor), ("at", part.At), ("state", (long)part.State))),
    ]);

    /// <summary>A part is paid from now on, under this key: lost where it is not asked for any more, or the key pays another.</summary>
    public static Write Claim(Tally tally, TallyPart part, Guid key, long now) => new(
        // The row of the whole is taken first: nobody withdraws in between.
        Statement.Claim("UPDATE pay_tally SET withdrawn = withdrawn WHERE id = @id AND withdrawn = 0 AND until > @now", ("id", LedgerWrite.Bytes(tally.Id)), ("now", now)),
        Statement.Claim(
            """
            UPDATE pay_tally_part SET state = 1, transfer = @key, at = @now WHERE tally = @tally AND part = @part AND person = @person AND state = 0
                AND NOT EXISTS (SELECT 1 FROM pay_tally_part o WHERE o.transfer = @key AND o.person = @person)
            """,
            ("key", LedgerWrite.Bytes(key)), ("now", now), ("tally", LedgerWrite.Bytes(tally.Id)), ("part", (long)part.Number), ("person", part.Person)));

    /// <summary>The money has arrived.</summary>
    public static Statement Arrived(Tally tally, TallyPart part, long now) => Settled(tally, part,
        "UPDATE pay_tally_part SET state = 10, at = @now WHERE tally = @tally AND part = @part AND transfer = @key AND state = 1", now);

    /// <summary>The ledger did not move it: whoever is asked may try again, under another key.</summary>
    public static Statement Free(Tally tally, TallyPart part, long now) => Settled(tally, part,
        "UPDATE pay_tally_part SET state = 0, transfer = NULL, at = @now WHERE tally = @tally AND part = @part AND transfer = @key AND state = 1", now);

    /// <summary>Whoever is asked does not pay; nothing where that is not open any more.</summary>
    public static Statement Decline(Tally tally, TallyPart part, long now) => Statement.Do(
        "UPDATE pay_tally_part SET state = 11, at = @now WHERE tally = @tally AND part = @part AND state = 0",
        ("tally", LedgerWrite.Bytes(tally.Id)), ("part", (long)part.Number), ("now", now));

    /// <summary>Nobody is asked any more.</summary>
    public static Statement Withdraw(Tally tally) => Statement.Do("UPDATE pay_tally SET withdrawn = 1 WHERE id = @id", ("id", LedgerWrite.Bytes(tally.Id)));

    private static Statement Settled(Tally tally, TallyPart part, string sql, long now) => Statement.Do(
        sql, ("tally", LedgerWrite.Bytes(tally.Id)), ("part", (long)part.Number), ("key", LedgerWrite.Bytes(part.Transfer!.Value)), ("now", now));

    private Task<Tally?> Read(string which, object sought, CancellationToken stop) => database.ReadSnapshot(async connection => {
        var row = await connection.QueryFirstOrDefaultAsync<Row>($"SELECT {Columns} FROM pay_tally WHERE {which}", sought);
        if (row is null) return null;
        var parts = await connection.QueryAsync<PartRow>("SELECT part AS Number, person, amount, transfer, at, state FROM pay_tally_part WHERE tally = @id ORDER BY part", new { id = row.Id });
        return row.Tally([.. parts.Select(p => p.Part)]);
    }, stop);

    private Task<IReadOnlyList<Tally>> Some(string which, PersonId person, TallyCursor behind, long now, CancellationToken stop) => database.ReadSnapshot(async connection => {
        var rows = (await connection.QueryAsync<Row>(
            $"""
            SELECT {Columns} FROM pay_tally t WHERE {which} AND t.withdrawn = 0 AND t.until > @now AND (t.at, t.id) < (@at, @id) ORDER BY t.at DESC, t.id DESC LIMIT @most
            """, new { person = person.Value, now, at = behind.At, id = behind.Id, most = PayLimits.TalliesPageMax + 1L })).AsList();
        if (rows.Count == 0) return [];
        var parts = (await connection.QueryAsync<(byte[] Tally, long Number, long Person, long Amount, byte[]? Transfer, long At, long State)>(
            $"SELECT tally, part, person, amount, transfer, at, state FROM pay_tally_part WHERE {SqlText.In(connection, "tally", "ids")} ORDER BY tally, part", new { ids = rows.Select(r => r.Id).ToArray() }))
            .ToLookup(p => Name(p.Tally), p => new PartRow(p.Number, p.Person, p.Amount, p.Transfer, p.At, p.State).Part);
        return (IReadOnlyList<Tally>)[.. rows.Select(row => row.Tally([.. parts[Name(row.Id)]]))];
    }, stop);

    private static Guid Name(byte[] bytes) => new(bytes, bigEndian: true);

    private sealed record Row(byte[] Id, string Room, long Asker, byte[] Key, long Currency, long Amount, string? Note, long At, long Until, long Withdrawn) {
        public Tally Tally(TallyPart[] parts) => new(Name(Id), Room, Asker, Name(Key), Currency, Amount, Note, At, Until, Withdrawn != 0, parts);
    }

    private sealed record PartRow(long Number, long Person, long Amount, byte[]? Transfer, long At, long State) {
        public TallyPart Part => new((int)Number, Person, Amount, Transfer is null ? null : Name(Transfer), At, (TallyPartState)State);
    }
}
