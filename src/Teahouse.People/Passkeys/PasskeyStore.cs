using Dapper;
using Microsoft.AspNetCore.Identity;
using Teahouse.Storage;

namespace Teahouse.People.Passkeys;

/// <summary>
/// What ASP.NET Core's passkey handler asks about people and their passkeys. It only reads: what a ceremony changes is written with
/// what the ceremony is for, in one commit.
/// </summary>
internal sealed class PasskeyStore(Database database) : IUserPasskeyStore<PasskeyOwner> {
    private const string Select =
        """
        SELECT credential AS Credential, public_key AS PublicKey, sign_count AS SignCount, transports AS Transports, flags AS Flags, created_at AS CreatedAt
        FROM people_passkey
        """;

    public Task<string> GetUserIdAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult(user.PasskeyUser);

    public Task<string?> GetUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Handle);

    public Task<string?> GetNormalizedUserNameAsync(PasskeyOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Handle);

    public async Task<PasskeyOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Active(await PersonRow.ByPasskeyUser(database, userId, cancellationToken));

    public async Task<PasskeyOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) =>
        Active(await PersonRow.ByHandle(database, normalizedUserName, cancellationToken));

    public async Task<PasskeyOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) {
        var person = await database.Read(c => c.QuerySingleOrDefaultAsync<long?>(
            "SELECT person FROM people_passkey WHERE credential = @credential", new { credential = credentialId }), cancellationToken);
        return person is { } id ? Active(await PersonRow.ById(database, new PersonId(id), cancellationToken)) : null;
    }

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(PasskeyOwner user, CancellationToken cancellationToken) =>
        [.. (await database.Read(c => c.QueryAsync<StoredPasskey>($"{Select} WHERE person = @person", new { person = user.Id.Value }), cancellationToken)).Select(r => r.Info())];

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await database.Read(c => c.QuerySingleOrDefaultAsync<StoredPasskey>(
            $"{Select} WHERE person = @person AND credential = @credential", new { person = user.Id.Value, credential = credentialId }), cancellationToken))?.Info();

    public void Dispose() {
        // Nothing is held: the database belongs to the house.
    }

    public Task<IdentityResult> CreateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<IdentityResult> UpdateAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<IdentityResult> DeleteAsync(PasskeyOwner user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task SetUserNameAsync(PasskeyOwner user, string? userName, CancellationToken cancellationToken) => throw OnlyReads();

    public Task SetNormalizedUserNameAsync(PasskeyOwner user, string? normalizedName, CancellationToken cancellationToken) => throw OnlyReads();

    public Task AddOrUpdatePasskeyAsync(PasskeyOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw OnlyReads();

    public Task RemovePasskeyAsync(PasskeyOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw OnlyReads();

    private static PasskeyOwner? Active(PersonRow? row) => row is { IsActive: true } ? PasskeyOwner.Of(row) : null;

    private static NotSupportedException OnlyReads() => new("People writes its own rows.");
}
