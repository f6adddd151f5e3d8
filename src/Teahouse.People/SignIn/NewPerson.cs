using Dapper;
using Teahouse.People.Handles;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>Why nobody can be registered under a handle, or at all.</summary>
internal enum RegistrationRefusal {
    /// <summary>The house takes nobody.</summary>
    Closed,
    /// <summary>The registration token is used up, too old or was never given out.</summary>
    TokenInvalid,
    /// <summary>No handle.</summary>
    HandleInvalid,
    /// <summary>It would speak for the house.</summary>
    HandleReserved,
    /// <summary>Somebody has or had it, or one that looks like it.</summary>
    HandleTaken,
}

/// <summary>Who may register, and the rows of who does.</summary>
internal sealed class NewPerson(House house, Database database, TimeProvider clock) {
    /// <summary>Decides whether the handle can be had now.</summary>
    public async Task<RegistrationRefusal?> Judge(string handle, CancellationToken stop) {
        if (Handle.Judge(handle, house.ServerName) is { } refusal) {
            return refusal == HandleRefusal.Invalid ? RegistrationRefusal.HandleInvalid : RegistrationRefusal.HandleReserved;
        }
        var taken = await database.Read(c => c.QueryFirstOrDefaultAsync<long?>(
            "SELECT person FROM people_person WHERE handle = @handle OR looks_like = @looks", new { handle, looks = Handle.LooksLike(handle) }), stop);
        return taken is null ? null : RegistrationRefusal.HandleTaken;
    }

    /// <summary>Decides whether the house takes somebody with this token.</summary>
    public async Task<RegistrationRefusal?> JudgeToken(string? token, CancellationToken stop) => house.Registration switch {
        RegistrationRule.Open => null,
        RegistrationRule.Closed => RegistrationRefusal.Closed,
        _ => token is not null && await IsValid(token, stop) ? null : RegistrationRefusal.TokenInvalid,
    };

    /// <summary>Whether the registration token would work now.</summary>
    public async Task<bool> IsValid(string token, CancellationToken stop) => token.Length <= PeopleLimits.TokenCharsMax
        && await database.Read(c => c.QuerySingleOrDefaultAsync<long?>(
            "SELECT uses_left FROM people_invitation WHERE token = @token AND uses_left > 0 AND (expires_at IS NULL OR expires_at > @now)",
            new { token = Hashed(token), now = Now }), stop) is not null;

    /// <summary>Writes the person with what they come with.</summary>
    /// <param name="person">Their new id.</param>
    /// <param name="handle">Their handle.</param>
    /// <param name="passkeyUser">What their passkeys know them by.</param>
    /// <param name="password">The hash of their password, or null.</param>
    /// <param name="token">The registration token, where the house asks for one.</param>
    /// <param name="more">What belongs to it: a session, a passkey.</param>
    /// <returns>Why not, when somebody else was quicker.</returns>
    public async Task<RegistrationRefusal?> Write(PersonId person, string handle, string passkeyUser, string? password, string? token, Write more) {
        var rows = new Write(Statement.Do(
            """
            INSERT INTO people_person (person, handle, looks_like, passkey_user, password, version, created_at)
            VALUES (@person, @handle, @looks, @user, @password, 1, @now)
            """,
            ("person", person.Value), ("handle", handle), ("looks", Handle.LooksLike(handle)), ("user", passkeyUser), ("password", password), ("now", Now)));
        var spend = house.Registration == RegistrationRule.Token ? new Write(SpendToken(token ?? "")) : Storage.Write.Nothing;
        try {
            await database.Write(rows.And(spend).And(more));
            return null;
        } catch (WriteLostException lost) when (lost.Statement == 0) {
            return RegistrationRefusal.HandleTaken;
        } catch (WriteLostException lost) when (lost.Statement == 1 && house.Registration == RegistrationRule.Token) {
            return RegistrationRefusal.TokenInvalid;
        }
    }

    public static Problem Problem(RegistrationRefusal refusal) => refusal switch {
        RegistrationRefusal.Closed => Requests.Problem.RegistrationClosed,
        RegistrationRefusal.TokenInvalid => Requests.Problem.RegistrationTokenInvalid,
        RegistrationRefusal.HandleInvalid => Requests.Problem.HandleInvalid,
        RegistrationRefusal.HandleReserved => Requests.Problem.HandleReserved,
        _ => Requests.Problem.HandleTaken,
    };

    public static Matrix.MatrixError Error(RegistrationRefusal refusal) => refusal switch {
        RegistrationRefusal.Closed => Matrix.MatrixError.Forbidden("Nobody can register here now."),
        RegistrationRefusal.TokenInvalid => new(401, "M_FORBIDDEN", "The registration token is used up, too old or was never given out."),
        RegistrationRefusal.HandleInvalid => new(400, "M_INVALID_USERNAME", "A handle has a to z, 0 to 9 and . _ = - + in between."),
        RegistrationRefusal.HandleReserved => new(400, "M_EXCLUSIVE", "This handle is reserved: it would speak for the house."),
        _ => new(400, "M_USER_IN_USE", "Somebody has or had this handle, or one that looks like it."),
    };

    private long Now => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private Statement SpendToken(string token) => Statement.Claim(
        "UPDATE people_invitation SET uses_left = uses_left - 1 WHERE token = @token AND uses_left > 0 AND (expires_at IS NULL OR expires_at > @now)",
        ("token", Hashed(token)), ("now", Now));

    // Ours have no capitals; a phone's keyboard begins with one.
    private static byte[] Hashed(string token) => Secret.Hash(token.ToLowerInvariant());
}
