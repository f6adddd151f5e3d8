using Dapper;
using Teahouse.Pay.Ledger;
using Teahouse.Storage;

namespace Teahouse.Pay.Cards;

/// <summary>Cards in their rows.</summary>
internal sealed class CardStore(Database database) {
    private const string Columns = "id, kind, room, sender, key, back, currency, amount, seed, at, until, state, ending";
    private const string PartColumns = "part, person, amount, transfer, at, state";

    /// <summary>A card with its parts; null when there is none.</summary>
    public Task<Card?> Find(Guid id, CancellationToken stop) => Read("id = @id", new { id = LedgerWrite.Bytes(id) }, stop);

    /// <summary>What somebody made under a key; null for nothing.</summary>
    public Task<Card?> Find(PersonId sender, Guid key, CancellationToken stop) => Read("sender = @sender AND key = @key", new { sender = sender.Value, key = LedgerWrite.Bytes(key) }, stop);

    /// <summary>How many cards of somebody are not over.</summary>
    public Task<long> OpenOf(PersonId sender, CancellationToken stop) => database.Read(
        c => c.ExecuteScalarAsync<long>("SELECT count(*) FROM pay_card WHERE state < 10 AND sender = @sender", new { sender = sender.Value }), stop);

    /// <summary>Cards whose day is over, and those with which whoever began them got stuck.</summary>
    /// <param name="now">Milliseconds since 1970.</param>
    /// <param name="stop">Gives up the wait.</param>
    public async Task<IReadOnlyList<Guid>> Due(long now, CancellationToken stop) {
        var stuck = now - PayLimits.CardOnItsWayMilliseconds;
        var ids = await database.Read(c => c.QueryAsync<byte[]>(
            """
            SELECT id FROM pay_card WHERE state < 10 AND (until <= @now OR (state <> 1 AND at <= @stuck))
            UNION SELECT card FROM pay_card_part WHERE state = 1 AND at <= @stuck
            LIMIT @most
            """, new { now, stuck, most = PayLimits.CardsPerRoundMax }), stop);
        return [.. ids.Select(Name)];
    }

    /// <summary>Writes a new card; lost when the sender has made one under this key.</summary>
    public static Write Make(Card card) => new([
        Statement.Claim($"INSERT INTO pay_card ({Columns}) VALUES (@id, @kind, @room, @sender, @key, @back, @currency, @amount, @seed, @at, @until, 0, 0) ON CONFLICT DO NOTHING",
            ("id", LedgerWrite.Bytes(card.Id)), ("kind", (long)card.Kind), ("room", card.Room), ("sender", card.Sender), ("key", LedgerWrite.Bytes(card.Key)),
            ("back", LedgerWrite.Bytes(card.Back)), ("currency", card.Currency), ("amount", card.Minor), ("seed", card.Seed), ("at", card.At), ("until", card.Until)),
        .. card.Parts.Select(part => Statement.Do($"INSERT INTO pay_card_part (card, {PartColumns}) VALUES (@card, @part, @person, @amount, @transfer, @at, 0)",
            ("card", LedgerWrite.Bytes(card.Id)), ("part", (long)part.Number), ("person", part.Person), ("amount", part.Minor),
            ("transfer", LedgerWrite.Bytes(part.Transfer)), ("at", part.At))),
    ]);

    /// <summary>Another state; lost where it is in another one than is thought.</summary>
    public static Statement Becomes(Card card, CardState state, CardEnding ending) => Statement.Claim(
        "UPDATE pay_card SET state = @state, ending = @ending WHERE id = @id AND state = @before",
        ("id", LedgerWrite.Bytes(card.Id)), ("before", (long)card.State), ("state", (long)state), ("ending", (long)ending));

    /// <summary>What nobody has taken is nobody's any more.</summary>
    public static Statement RestGoesBack(Card card) => Statement.Do("UPDATE pay_card_part SET state = 11 WHERE card = @card AND state = 0", ("card", LedgerWrite.Bytes(card.Id)));

    /// <summary>A part is somebody's from now on; lost where it is another's, or the card has ended.</summary>
    public static Write Claim(Card card, CardPart part, long person, long at) => new(
        Statement.Claim("UPDATE pay_card SET state = state WHERE id = @id AND state = 1", ("id", LedgerWrite.Bytes(card.Id))),
        Statement.Claim(
            "UPDATE pay_card_part SET person = @person, at = @at, state = 1 WHERE card = @card AND part = @part AND state = 0 AND (person IS NULL OR person = @person)",
            ("card", LedgerWrite.Bytes(card.Id)), ("part", (long)part.Number), ("person", person), ("at", at)));

    /// <summary>A part that was claimed is paid, or comes back.</summary>
    public static Statement Settled(Card card, CardPart part, PartState state) => Statement.Do(
        "UPDATE pay_card_part SET state = @state WHERE card = @card AND part = @part AND state = 1",
        ("card", LedgerWrite.Bytes(card.Id)), ("part", (long)part.Number), ("state", (long)state));

    private Task<Card?> Read(string which, object sought, CancellationToken stop) => database.ReadSnapshot(async connection => {
        var row = await connection.QueryFirstOrDefaultAsync<Row>($"SELECT {Columns} FROM pay_card WHERE {which}", sought);
        if (row is null) return null;
        var parts = await connection.QueryAsync<PartRow>("SELECT part AS Number, person, amount, transfer, at, state FROM pay_card_part WHERE card = @id ORDER BY part", new { id = row.Id });
        return row.Card([.. parts.Select(p => p.Part)]);
    }, stop);

    private static Guid Name(byte[] bytes) => new(bytes, bigEndian: true);

    private sealed record Row(
        byte[] Id, long Kind, string Room, long Sender, byte[] Key, byte[] Back, long Currency, long Amount, byte[]? Seed, long At, long Until, long State, long Ending) {
        public Card Card(CardPart[] parts) => new(Name(Id), (CardKind)Kind, Room, Sender, Name(Key), Name(Back), Currency, Amount, Seed, At, Until) {
            State = (CardState)State, Ending = (CardEnding)Ending, Parts = parts,
        };
    }

    private sealed record PartRow(long Number, long? Person, long Amount, byte[] Transfer, long At, long State) {
        public CardPart Part => new((int)Number, Person, Amount, Name(Transfer), At, (PartState)State);
    }
}
