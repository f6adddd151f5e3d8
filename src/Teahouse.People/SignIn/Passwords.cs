using System.Text;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;

namespace Teahouse.People.SignIn;

/// <summary>Hashes and checks passwords, a few at a time: each hash takes 19 MiB and some 30 ms of a processor.</summary>
internal sealed class Passwords : IDisposable {
    /// <summary>What is checked where there is nothing to check, so that an unknown handle takes as long as a known one.</summary>
    private static readonly Lazy<string> Nobodys = new(() => PasswordHash.Of("nobody's"));

    private readonly SemaphoreSlim turns = new(PeopleLimits.PasswordHashesAtOnceMax);
    private int waiting;

    /// <summary>Refuses a password that is guessed too easily or costs too much to hash.</summary>
    /// <exception cref="MatrixRefusalException">M_WEAK_PASSWORD, or M_INVALID_PARAM when it is too long.</exception>
    public static void Judge(string password, string handle) {
        if (Encoding.UTF8.GetByteCount(password) > PeopleLimits.PasswordBytesMax) {
            throw MatrixError.InvalidParam($"A password has at most {PeopleLimits.PasswordBytesMax} bytes.").Thrown();
        }
        if (password.Length < PeopleLimits.PasswordCharsMin || GuessedPasswords.Have(password, handle)) {
            throw new MatrixError(
                400, "M_WEAK_PASSWORD", $"A password has at least {PeopleLimits.PasswordCharsMin} characters and is none of those that are tried first.").Thrown();
        }
    }

    public Task<string> Hash(string password, CancellationToken stop) => InTurn(() => PasswordHash.Of(password), stop);

    /// <summary>Whether the password is this person's; takes as long when there is nobody, or nobody with a password.</summary>
    public async Task<bool> Matches(string password, PersonRow? person, CancellationToken stop) {
        if (Encoding.UTF8.GetByteCount(password) > PeopleLimits.PasswordBytesMax) return false;
        var hash = person?.Password;
        return await InTurn(() => PasswordHash.Matches(password, hash ?? Nobodys.Value), stop) && hash is not null;
    }

    public void Dispose() => turns.Dispose();

    private async Task<T> InTurn<T>(Func<T> work, CancellationToken stop) {
        if (Interlocked.Increment(ref waiting) > PeopleLimits.PasswordHashesWaitingMax) {
            Interlocked.Decrement(ref waiting);
            throw RateLimits.TooMany(TimeSpan.FromSeconds(3)).Thrown();
        }
        try {
            await turns.WaitAsync(stop);
            try {
                return await Task.Run(work, stop);
            } finally {
                turns.Release();
            }
        } finally {
            Interlocked.Decrement(ref waiting);
        }
    }
}
