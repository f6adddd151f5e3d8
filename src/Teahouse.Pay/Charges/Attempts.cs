using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>What was tried with a person's codes and came to nothing: told to them alone, in the exact word.</summary>
internal static class Attempts {
    private const string Insert =
        """
        INSERT INTO pay_attempt (person, number, at, word, amount, payee)
        SELECT @person, COALESCE(max(number), 0) + 1, @at, @word, @amount, @payee FROM pay_attempt WHERE person = @person
        """;

    /// <summary>Writes one down; the oldest of many go.</summary>
    public static Write Note(PersonId person, string word, long amount, PersonId payee, long now) => new(
        Statement.Do(Insert, ("person", person.Value), ("at", now), ("word", word), ("amount", amount), ("payee", payee.Value)),
        Statement.Do(
            "DELETE FROM pay_attempt WHERE person = @person AND number <= (SELECT max(number) FROM pay_attempt WHERE person = @person) - @kept",
            ("person", person.Value), ("kept", (long)PayLimits.AttemptsKeptMax)));
}
