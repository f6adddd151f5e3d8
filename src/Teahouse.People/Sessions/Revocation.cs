using Teahouse.Storage;

namespace Teahouse.People.Sessions;

/// <summary>Tells every process that a person's sessions must be read again.</summary>
internal static class Revocation {
    public static Write Of(PersonId person, long now) => new(1, position => [
        Statement.Do("INSERT INTO people_revocation (position, person, at) VALUES (@position, @person, @now)",
            ("position", position), ("person", person.Value), ("now", now)),
        Statement.Do("DELETE FROM people_revocation WHERE at < @old",
            ("old", now - (long)TimeSpan.FromMinutes(PeopleLimits.RevocationsKeptMinutes).TotalMilliseconds)),
    ]);
}
