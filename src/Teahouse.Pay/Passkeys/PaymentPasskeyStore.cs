using Dapper;
using Microsoft.AspNetCore.Identity;
using Teahouse.People;
using Teahouse.People.Passkeys;
using Teahouse.Storage;

namespace Teahouse.Pay.Passkeys;

/// <summary>
/// What ASP.NET Core's passkey handler asks about wallets and their passkeys. It only reads: what a ceremony changes is written with what
/// the ceremony is for, in one commit.
/// </summary>
internal sealed class PaymentPasskeyStore(Database database, PeopleDirectory people) : IUserPasskeyStore<WalletOwner> {
    private const string Select =
        """
        SELECT credential AS Credential, public_key AS PublicKey, sign_count AS SignCount, transports AS Transports, flags AS Flags, created_at AS CreatedAt
        FROM pay_passkey
        """;

    /// <summary>A person as the owner of a wallet; null for one who has none.</summary>
    public async Task<WalletOwner?> Owner(PersonId person, CancellationToken stop) =>
        await Owner("SELECT person, passkey_user FROM pay_wallet WHERE person = @value", person.Value, stop);

    public Task<string> GetUserIdAsync(WalletOwner user, CancellationToken cancellationToken) => Task.FromResult(user.PasskeyUser);

    public Task<string?> GetUserNameAsync(WalletOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<string?> GetNormalizedUserNameAsync(WalletOwner user, CancellationToken cancellationToken) => Task.FromResult<string?>(user.Name);

    public Task<WalletOwner?> FindByIdAsync(string userId, CancellationToken cancellationToken) =>
        Owner("SELECT person, passkey_user FROM pay_wallet WHERE passkey_user = @value", userId, cancellationToken);

    // A ceremony begins with a wallet or with a passkey, never with a name.
    public Task<WalletOwner?> FindByNameAsync(string normalizedUserName, CancellationToken cancellationToken) => Task.FromResult<WalletOwner?>(null);

    public Task<WalletOwner?> FindByPasskeyIdAsync(byte[] credentialId, CancellationToken cancellationToken) => Owner(
        "SELECT w.person, w.passkey_user FROM pay_wallet w JOIN pay_passkey k ON k.person = w.person WHERE k.credential = @value", credentialId, cancellationToken);

    public async Task<IList<UserPasskeyInfo>> GetPasskeysAsync(WalletOwner user, CancellationToken cancellationToken) =>
        [.. (await database.Read(c => c.QueryAsync<StoredPasskey>($"{Select} WHERE person = @person", new { person = user.Id.Value }), cancellationToken)).Select(r => r.Info())];

    public async Task<UserPasskeyInfo?> FindPasskeyAsync(WalletOwner user, byte[] credentialId, CancellationToken cancellationToken) =>
        (await database.Read(c => c.QuerySingleOrDefaultAsync<StoredPasskey>(
            $"{Select} WHERE person = @person AND credential = @credential", new { person = user.Id.Value, credential = credentialId }), cancellationToken))?.Info();

    public void Dispose() {
        // Nothing is held: the database belongs to the house.
    }

    public Task<IdentityResult> CreateAsync(WalletOwner user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<IdentityResult> UpdateAsync(WalletOwner user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task<IdentityResult> DeleteAsync(WalletOwner user, CancellationToken cancellationToken) => throw OnlyReads();

    public Task SetUserNameAsync(WalletOwner user, string? userName, CancellationToken cancellationToken) => throw OnlyReads();

    public Task SetNormalizedUserNameAsync(WalletOwner user, string? normalizedName, CancellationToken cancellationToken) => throw OnlyReads();

    public Task AddOrUpdatePasskeyAsync(WalletOwner user, UserPasskeyInfo passkey, CancellationToken cancellationToken) => throw OnlyReads();

    public Task RemovePasskeyAsync(WalletOwner user, byte[] credentialId, CancellationToken cancellationToken) => throw OnlyReads();

    private static NotSupportedException OnlyReads() => new("Pay writes its own rows.");

    private async Task<WalletOwner?> Owner<T>(string sql, T value, CancellationToken stop) {
        var found = await database.Read(c => c.QuerySingleOrDefaultAsync<(long Person, string User)?>(sql, new { value }), stop);
        if (found is not var (person, user) || await people.UserIdOf(new(person), stop) is not { } userId) return null;
        return new(new(person), userId, user);
    }
}
