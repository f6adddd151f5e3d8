using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>Gives out login tokens.</summary>
internal sealed class LoginTokens(Database database, TimeProvider clock) {
    /// <summary>Gives one together with what proves that it may be given.</summary>
    /// <returns>Null when a claim of the proof did not hold.</returns>
    public async Task<GivenLoginToken?> Give(PersonId person, bool trusted, Write proof) {
        var (token, rows) = Rows(person, trusted);
        try {
            await database.Write(proof.And(rows));
            return token;
        } catch (WriteLostException) {
            return null;
        }
    }

    /// <summary>A login token and its rows.</summary>
    public (GivenLoginToken Token, Write Rows) Rows(PersonId person, bool trusted) {
        var secret = Secret.New();
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var trustedUntil = trusted ? now + (long)TimeSpan.FromMinutes(PeopleLimits.TrustedMinutes).TotalMilliseconds : 0;
        return (new GivenLoginToken(secret, PeopleLimits.LoginTokenMilliseconds),
            OneTimeTokens.Give(secret, OneTimeTokens.Login, person, now, now + PeopleLimits.LoginTokenMilliseconds, trustedUntil));
    }
}

/// <summary>A login token, to be spent by <c>POST /login</c> with <c>m.login.token</c>, once.</summary>
/// <param name="LoginToken">The token.</param>
/// <param name="ExpiresInMs">How long it waits.</param>
internal sealed record GivenLoginToken(string LoginToken, long ExpiresInMs);
