using System.Globalization;
using System.Security.Cryptography;
using Teahouse.People.Handles;
using Teahouse.People.Notices;
using Teahouse.People.Sessions;
using Teahouse.People.SignIn;
using Teahouse.Storage;

namespace Teahouse.People;

/// <summary>
/// What the operator does for people at the command line, directly on the database and beside a running server. No route and no screen
/// does any of it.
/// </summary>
/// <param name="database">The house's database.</param>
/// <param name="house">The house.</param>
/// <param name="clock">For what ends by itself.</param>
public sealed class PeopleOperator(Database database, House house, TimeProvider clock) {
    // Read aloud and typed by hand: no letter that looks like a digit.
    private const string InvitationLetters = "abcdefghjkmnpqrstuvwxyz23456789";
    private const int InvitationChars = 16;

    /// <summary>How long a link lets somebody in.</summary>
    public static TimeSpan LetInLasts => TimeSpan.FromHours(PeopleLimits.LetInLinkHours);

    /// <summary>After how long every server of the house keeps to what was done here to somebody's sessions.</summary>
    public static TimeSpan HoldsWithin => TimeSpan.FromMilliseconds(2 * PeopleLimits.RevocationsAskedEveryMilliseconds);

    /// <summary>Makes a registration token.</summary>
    /// <param name="uses">How many people may register with it.</param>
    /// <param name="days">After how many days it ends.</param>
    /// <returns>The token; it is kept nowhere else.</returns>
    public async Task<string> Invite(int uses, int days) {
        ArgumentOutOfRangeException.ThrowIfLessThan(uses, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        var token = RandomNumberGenerator.GetString(InvitationLetters, InvitationChars);
        await database.Write(new Write(Statement.Do(
            "INSERT INTO people_invitation (token, uses_left, created_at, expires_at) VALUES (@token, @uses, @now, @expires)",
            ("token", Secret.Hash(token)), ("uses", (long)uses), ("now", Now), ("expires", Now + (days * (long)TimeSpan.FromDays(1).TotalMilliseconds)))));
        return token;
    }

    /// <summary>Ends all sessions of somebody who has lost every way in, tells them so, and makes a link that lets them in once.</summary>
    /// <returns>The link; null when there is no such person.</returns>
    public async Task<Uri?> LetIn(string handle, CancellationToken stop) {
        if (await Find(handle, stop) is not { } person) return null;
        var secret = Secret.New();
        await database.Write(new Write(
                Statement.Do("UPDATE people_person SET version = version + 1 WHERE person = @person", ("person", person.Person)),
                Statement.Do("DELETE FROM people_session WHERE person = @person", ("person", person.Person)),
                OneTimeTokens.RevokeAll(person.Id))
            .And(OneTimeTokens.Give(secret, OneTimeTokens.LetIn, person.Id, Now, Now + (long)LetInLasts.TotalMilliseconds))
            .And(Notice.Of(person.Id, Notice.LetIn, Now))
            .And(Revocation.Of(person.Id, Now)), CancellationToken.None);
        return new Uri(house.PublicUrl, string.Create(CultureInfo.InvariantCulture, $"/#/let-in/{secret}"));
    }

    /// <summary>Suspends somebody: they read, leave and take their data with them, and see when and why.</summary>
    /// <returns>Whether there is such a person.</returns>
    public async Task<bool> Suspend(string handle, string reason, CancellationToken stop) {
        if (string.IsNullOrWhiteSpace(reason) || reason.Length > PeopleLimits.ReasonCharsMax || reason.Contains('\0', StringComparison.Ordinal)) {
            throw new ArgumentException($"The reason, which the person reads, has 1 to {PeopleLimits.ReasonCharsMax} characters.", nameof(reason));
        }
        if (await Find(handle, stop) is not { } person) return false;
        await database.Write(new Write(Statement.Do(
                "UPDATE people_person SET suspended_at = @now, suspended_reason = @reason WHERE person = @person",
                ("now", Now), ("reason", reason), ("person", person.Person)))
            .And(Notice.Of(person.Id, Notice.Suspended, Now))
            .And(Revocation.Of(person.Id, Now)), CancellationToken.None);
        return true;
    }

    /// <summary>Ends a suspension.</summary>
    /// <returns>Whether there is such a person.</returns>
    public async Task<bool> Unsuspend(string handle, CancellationToken stop) {
        if (await Find(handle, stop) is not { } person) return false;
        await database.Write(new Write(
                Statement.Do("UPDATE people_person SET suspended_at = NULL, suspended_reason = NULL WHERE person = @person", ("person", person.Person)),
                Statement.Do("DELETE FROM people_notice WHERE person = @person AND kind = @kind", ("person", person.Person), ("kind", Notice.Suspended)))
            .And(Revocation.Of(person.Id, Now)), CancellationToken.None);
        return true;
    }

    /// <summary>Who has a handle; null when there is no such person.</summary>
    public async Task<PersonId?> PersonOf(string handle, CancellationToken stop) => (await Find(handle, stop))?.Id;

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    /// <summary>By handle, as it is typed: with or without the @ and the server's name.</summary>
    private async Task<PersonRow?> Find(string typed, CancellationToken stop) {
        var name = Handle.Meant(typed);
        if (name.StartsWith('@')) name = name[1..];
        var end = ":" + house.ServerName;
        if (name.EndsWith(end, StringComparison.Ordinal)) name = name[..^end.Length];
        var person = Handle.IsGrammatical(name) ? await PersonRow.ByHandle(database, name, stop) : null;
        return person is { IsActive: true } ? person : null;
    }
}
