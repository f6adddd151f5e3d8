using System.Security.Cryptography;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.People.Sessions;

/// <summary>Opens a session: a device, an access token and, where asked for, a refresh token.</summary>
internal sealed class SessionStart(Database database, SessionCache cache, TimeProvider clock) {
    private const string DeviceLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    private const int DeviceLettersCount = 10;

    /// <summary>The device's row: a known device goes on as it was; a person has only so many.</summary>
    private const string InsertDevice =
        """
        INSERT INTO people_device (person, device_id, display_name, created_at, seen_at)
        SELECT person, @device, NULLIF(@name, ''), @now, @now FROM people_person
        WHERE person = @person AND (
            (SELECT count(*) FROM people_device WHERE person = @person) < @max
            OR EXISTS (SELECT 1 FROM people_device WHERE person = @person AND device_id = @device))
        ON CONFLICT (person, device_id) DO UPDATE SET seen_at = excluded.seen_at
        """;

    /// <summary>Opens it together with what proves that it may be opened.</summary>
    /// <param name="person">Whose.</param>
    /// <param name="wish">What the client asked for.</param>
    /// <param name="trustedUntil">See <see cref="Session"/>.</param>
    /// <param name="proof">Claims that must hold in the same commit.</param>
    /// <returns>The tokens; null when a claim did not hold.</returns>
    /// <exception cref="MatrixRefusalException">The person has too many devices.</exception>
    public async Task<IssuedTokens?> Open(PersonId person, DeviceWish wish, long trustedUntil, params Statement[] proof) {
        var tokens = IssuedTokens.New(wish.DeviceId ?? NewDeviceId(), wish.Refreshes);
        try {
            await database.Write(new Write(proof).And(Rows(person, wish, tokens, trustedUntil)));
        } catch (WriteLostException lost) {
            if (lost.Statement == proof.Length) throw TooManyDevices().Thrown();
            return null;
        }
        if (wish.DeviceId is not null) cache.Forget(person);
        return tokens;
    }

    /// <summary>The rows of a session; the first is lost when the person has too many devices.</summary>
    public Write Rows(PersonId person, DeviceWish wish, IssuedTokens tokens, long trustedUntil) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var rows = new Write(
            Statement.Claim(InsertDevice, ("device", tokens.DeviceId), ("name", wish.DisplayName ?? ""), ("now", now), ("person", person.Value), ("max", (long)PeopleLimits.DevicesMax)),
            Statement.Do("DELETE FROM people_session WHERE person = @person AND device_id = @device", ("person", person.Value), ("device", tokens.DeviceId)),
            Insert(person, tokens, now, trustedUntil, replaces: null));
        return wish.DeviceId is null ? rows : rows.And(Revocation.Of(person, now));
    }

    public static string NewDeviceId() => RandomNumberGenerator.GetString(DeviceLetters, DeviceLettersCount);

    public static Statement Insert(PersonId person, IssuedTokens tokens, long now, long trustedUntil, byte[]? replaces) => Statement.Do(
        """
        INSERT INTO people_session (access, refresh, replaces, person, device_id, expires_at, trusted_until)
        VALUES (@access, @refresh, @replaces, @person, @device, @expires, @trusted)
        """,
        ("access", Secret.Hash(tokens.AccessToken)), ("refresh", tokens.RefreshToken is { } refresh ? Secret.Hash(refresh) : null), ("replaces", replaces),
        ("person", person.Value), ("device", tokens.DeviceId), ("expires", tokens.ExpiresAt(now)), ("trusted", trustedUntil));

    private static MatrixError TooManyDevices() => MatrixError.Forbidden($"You are signed in on {PeopleLimits.DevicesMax} devices. Sign one of them out first.");
}
