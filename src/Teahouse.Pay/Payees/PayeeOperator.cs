using System.Globalization;
using Teahouse.Pay.Codes;
using Teahouse.Storage;

namespace Teahouse.Pay.Payees;

/// <summary>
/// What the operator says of payees at the command line, directly on the database and beside a running server: under which name whoever
/// pays them sees them. No route and no screen does it.
/// </summary>
/// <param name="database">The house's database.</param>
/// <param name="clock">Since when.</param>
public sealed class PayeeOperator(Database database, TimeProvider clock) {
    /// <summary>Says who a payee is, or says it anew.</summary>
    /// <param name="person">Whom.</param>
    /// <param name="name">Under which name.</param>
    /// <param name="photo">With which picture; null for none.</param>
    /// <returns>False when another payee has this name.</returns>
    /// <exception cref="ArgumentException">It is no name.</exception>
    public async Task<bool> Verify(PersonId person, string name, PayeePhoto? photo = null) {
        if (name.Length is 0 or > PayLimits.PayeeNameCharsMax || name != name.Trim() || name.Any(IsUnseen)) {
            throw new ArgumentException($"A payee's name has 1 to {PayLimits.PayeeNameCharsMax} characters, all of them to be seen, and no space around it.", nameof(name));
        }
        try {
            await database.Write(new(Statement.Claim(
                """
                INSERT INTO pay_payee (person, name, verified_at, photo, photo_type, photo_name) VALUES (@person, @name, @now, @photo, @type, @photoName)
                ON CONFLICT (person) DO UPDATE SET name = excluded.name, verified_at = excluded.verified_at,
                    photo = excluded.photo, photo_type = excluded.photo_type, photo_name = excluded.photo_name
                """, ("person", person.Value), ("name", name), ("now", clock.GetUtcNow().ToUnixTimeMilliseconds()),
                ("photo", photo?.Bytes), ("type", photo?.Type), ("photoName", photo?.Name))));
            return true;
        } catch (WriteLostException) {
            return false;
        }
    }

    /// <summary>Takes it back.</summary>
    /// <returns>False when it was never said.</returns>
    public async Task<bool> Unverify(PersonId person) {
        try {
            await database.Write(new(Statement.Claim("DELETE FROM pay_payee WHERE person = @person", ("person", person.Value))));
            return true;
        } catch (WriteLostException) {
            return false;
        }
    }

    /// <summary>Makes a payee a cash desk, or says its limit anew; without one it is none any more.</summary>
    /// <param name="person">Whom.</param>
    /// <param name="limit">How much they take in in notes in a day, as it is typed: <c>2000</c> or <c>2000.00</c> in the house's currency; null for nothing.</param>
    /// <returns>False when they are not verified.</returns>
    /// <exception cref="ArgumentException">It is no amount.</exception>
    public async Task<bool> MakeDesk(PersonId person, string? limit) {
        var minor = limit is null ? (long?)null
            : Iso4217.OfHouse.Minor(limit) ?? throw new ArgumentException($"'{limit}' is no amount of {Iso4217.OfHouse.Code}. One looks like 2000.00.", nameof(limit));
        try {
            await database.Write(new(Statement.Claim(
                "UPDATE pay_payee SET cash_limit = @limit, cash_since = @now WHERE person = @person",
                ("limit", minor), ("now", clock.GetUtcNow().ToUnixTimeMilliseconds()), ("person", person.Value))));
            return true;
        } catch (WriteLostException) {
            return false;
        }
    }

    // What turns the direction of a text, breaks a line or is not there at all could make one name look like another.
    private static bool IsUnseen(char c) => char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format
        or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
