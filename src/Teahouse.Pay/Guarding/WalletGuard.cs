using System.Data.Common;
using Dapper;
using Teahouse.Storage;

namespace Teahouse.Pay.Guarding;

/// <summary>What guards a wallet: whether it gives, and how much without a finger.</summary>
/// <param name="Charged">How many charges were decided: each says which one it came after.</param>
/// <param name="FrozenAt">Since when nothing goes out (milliseconds); null where it does.</param>
/// <param name="ThawsAt">When the freeze ends by itself (milliseconds); null for not.</param>
/// <param name="FreezeCode">SHA-256 of the freeze code; null for none.</param>
/// <param name="Payment">The limit of a payment, in minor units; null for the house's.</param>
/// <param name="Day">The limit of a day, likewise.</param>
/// <param name="RaisedPayment">What is asked for instead; null for nothing.</param>
/// <param name="RaisedDay">Likewise.</param>
/// <param name="RaisedAt">From when that holds (milliseconds).</param>
/// <param name="Forgets">1 where the end of the freeze forgets the payment passkeys that are lost.</param>
internal sealed record WalletGuard(
    long Charged, long? FrozenAt, long? ThawsAt, byte[]? FreezeCode, long? Payment, long? Day, long? RaisedPayment, long? RaisedDay, long? RaisedAt, long Forgets) {
    private const string Select =
        """
        SELECT charged AS Charged, frozen_at AS FrozenAt, thaws_at AS ThawsAt, freeze_code AS FreezeCode, payment AS Payment, day AS Day,
            raised_payment AS RaisedPayment, raised_day AS RaisedDay, raised_at AS RaisedAt, forgets AS Forgets
        FROM pay_guard WHERE person = @person
        """;

    /// <summary>A person's; as it is before anything was said where there is none.</summary>
    public static async Task<WalletGuard> Of(DbConnection connection, PersonId person) =>
        await connection.QuerySingleOrDefaultAsync<WalletGuard>(Select, new { person = person.Value }) ?? new(0, null, null, null, null, null, null, null, null, 0);

    /// <summary>Sees to it that there is a row to change.</summary>
    public static Statement Begin(PersonId person) =>
        Statement.Do("INSERT INTO pay_guard (person, charged) VALUES (@person, 0) ON CONFLICT DO NOTHING", ("person", person.Value));

    /// <summary>Whether nothing goes out. Where passkeys are forgotten first, that comes first.</summary>
    public bool IsFrozen(long now) => FrozenAt is not null && (Forgets != 0 || !(now >= ThawsAt));

    /// <summary>The limits that hold now.</summary>
    public (long Payment, long Day) Limits(long now) => now >= RaisedAt ? (RaisedPayment!.Value, RaisedDay!.Value)
        : (Payment ?? PayLimits.PaymentMinorDefault, Day ?? PayLimits.DayMinorDefault);
}
