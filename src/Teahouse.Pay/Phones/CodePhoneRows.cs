using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Phones;

/// <summary>A phone that shows codes, as its owner sees it.</summary>
/// <param name="Id">Names it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Since">When it was enrolled (milliseconds).</param>
/// <param name="EndedAt">When it was ended (milliseconds); null where it was not.</param>
internal sealed record CodePhone(string Id, string Name, long Since, long? EndedAt);

/// <summary>The rows of phones that show codes.</summary>
internal static class CodePhoneRows {
    /// <summary>What a phone's key is sealed under: none can be put in another's place.</summary>
    public static string SealName(string phone) => $"pay code key of {phone}";

    /// <summary>A new phone, which takes the place of the one before. What was ended long ago is forgotten on this occasion.</summary>
    public static Write Enrol(CodePhone phone, PersonId person, byte[] sealedKey) {
        var forgotten = phone.Since - (long)TimeSpan.FromDays(PayLimits.RevokedDays).TotalMilliseconds;
        return new(
            Statement.Do("DELETE FROM pay_alias WHERE phone IN (SELECT id FROM pay_phone WHERE person = @person AND ended_at < @forgotten)",
                ("person", person.Value), ("forgotten", forgotten)),
            Statement.Do("DELETE FROM pay_phone WHERE person = @person AND ended_at < @forgotten", ("person", person.Value), ("forgotten", forgotten)),
            EndAll(person, phone.Since),
            Statement.Claim("INSERT INTO pay_phone (id, person, name, key, since) VALUES (@id, @person, @name, @key, @now)",
                ("id", phone.Id), ("person", person.Value), ("name", phone.Name), ("key", sealedKey), ("now", phone.Since)));
    }

    /// <summary>Ends a phone: from now on its codes are good for nothing. Lost where there is none of that name, or it has ended.</summary>
    public static Statement End(string id, PersonId person, long now) => Statement.Claim(
        "UPDATE pay_phone SET ended_at = @now WHERE id = @id AND person = @person AND ended_at IS NULL", ("now", now), ("id", id), ("person", person.Value));

    /// <summary>Ends every phone of a person.</summary>
    public static Statement EndAll(PersonId person, long now) => Statement.Do(
        "UPDATE pay_phone SET ended_at = @now WHERE person = @person AND ended_at IS NULL", ("now", now), ("person", person.Value));

    /// <summary>A person's, the newest first.</summary>
    public static async Task<IReadOnlyList<CodePhone>> Of(Database database, PersonId person, CancellationToken stop) =>
        [.. await database.Read(c => c.QueryAsync<CodePhone>(
            "SELECT id AS Id, name AS Name, since AS Since, ended_at AS EndedAt FROM pay_phone WHERE person = @person ORDER BY since DESC, id",
            new { person = person.Value }), stop)];
}
