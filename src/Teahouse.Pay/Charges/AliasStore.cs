using Dapper;
using Teahouse.Pay.Phones;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>One-time numbers as a charge meets them.</summary>
internal sealed class AliasStore(Database database, Seal seal) {
    private const string Select =
        """
        SELECT p.person AS Person, p.id AS Phone, p.key AS Key, p.ended_at AS EndedAt, a.given_at AS GivenAt, a.until AS Until, a.wrong AS Wrong, a.spent_at AS SpentAt,
            (SELECT count(*) FROM pay_charge c WHERE c.payer = p.person AND c.at = a.spent_at AND c.alias = a.alias AND c.state = 12) AS Refused
        FROM pay_alias a JOIN pay_phone p ON p.id = a.phone WHERE a.alias = @alias
        """;

    private const string Others = "SELECT id AS Id, key AS Key FROM pay_phone WHERE person = @person AND id <> @phone";

    /// <summary>What is known of a number; null for one that nobody was given.</summary>
    public async Task<KnownAlias?> Find(long alias, CancellationToken stop) {
        var (found, others) = await database.Read(async c => {
            var row = await c.QuerySingleOrDefaultAsync<Row>(Select, new { alias });
            return (row, row is null ? [] : (await c.QueryAsync<(string Id, byte[] Key)>(Others, new { person = row.Person, phone = row.Phone })).AsList());
        }, stop);
        return found is null ? null : new(
            found.Person, found.Phone, Open(found.Phone, found.Key), found.EndedAt is not null, found.GivenAt, found.Until, found.Wrong, found.SpentAt is not null, found.Refused > 0,
            [.. others.Select(o => Open(o.Id, o.Key))]);
    }

    /// <summary>Counts a wrong code that came with a number: some of them burn it.</summary>
    public static Statement CountWrong(long alias, long now) => Statement.Do(
        "UPDATE pay_alias SET wrong = wrong + 1, spent_at = CASE WHEN wrong + 1 >= @most THEN COALESCE(spent_at, @now) ELSE spent_at END WHERE alias = @alias",
        ("most", (long)PayLimits.WrongCodesPerAliasMax), ("now", now), ("alias", alias));

    private byte[] Open(string phone, byte[] sealedKey) =>
        seal.Open(CodePhoneRows.SealName(phone), sealedKey) ?? throw new InvalidOperationException("A phone's key does not open with this house's key file.");

    private sealed record Row(long Person, string Phone, byte[] Key, long? EndedAt, long GivenAt, long Until, long Wrong, long? SpentAt, long Refused);
}
