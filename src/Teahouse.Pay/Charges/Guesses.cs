using Dapper;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>
/// Codes of a payee's that may have been guessed: with a number that nobody was given, or a wrong HMAC. Old, used and foreign ones do not
/// count, and who is paid much may err more often, so that no customer closes a canteen. It holds also where rate limits are off.
/// </summary>
internal sealed class Guesses(Database database, TimeProvider clock) {
    private const long Hour = 3_600_000;

    /// <summary>Refuses a payee who has guessed too often.</summary>
    /// <exception cref="MatrixRefusalException">They have.</exception>
    public async Task Demand(PersonId payee, CancellationToken stop) {
        var since = clock.GetUtcNow().ToUnixTimeMilliseconds() - Hour;
        var (wrong, oldest, paid) = await database.Read(c => c.QuerySingleAsync<(long, long, long)>(
            """
            SELECT (SELECT count(*) FROM pay_guess WHERE payee = @payee AND at > @since), (SELECT COALESCE(min(at), 0) FROM pay_guess WHERE payee = @payee AND at > @since),
                (SELECT count(*) FROM pay_charge WHERE payee = @payee AND at > @since AND state IN (3, 4, 11))
            """, new { payee = payee.Value, since }), stop);
        if (wrong < PayLimits.GuessesPerHourMax + paid / PayLimits.ChargesPerGuess) return;
        throw new MatrixError(429, "M_LIMIT_EXCEEDED", "Too many wrong codes. Wait a while.") { RetryAfter = TimeSpan.FromMilliseconds(oldest - since) }.Thrown();
    }

    /// <summary>Counts one; those of more than an hour ago are forgotten.</summary>
    public static Write Count(PersonId payee, long now) => new(
        Statement.Do("DELETE FROM pay_guess WHERE payee = @payee AND at <= @since", ("payee", payee.Value), ("since", now - Hour)),
        Statement.Do("INSERT INTO pay_guess (payee, at) VALUES (@payee, @now)", ("payee", payee.Value), ("now", now)));
}
