using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>Who proves by their password who they are, for another module. Wrong ones count against whoever tries, as everywhere.</summary>
public sealed class PasswordProof {
    private readonly Database database;
    private readonly Passwords passwords;
    private readonly RateLimits limits;

    internal PasswordProof(Database database, Passwords passwords, RateLimits limits) =>
        (this.database, this.passwords, this.limits) = (database, passwords, limits);

    /// <summary>Whether it is this person's; false also for who has none.</summary>
    /// <param name="person">Who they are.</param>
    /// <param name="where">From which of their devices or pages they try.</param>
    /// <param name="password">What they typed.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<bool> Of(PersonId person, string where, string password, CancellationToken stop) {
        var succeeded = limits.TryAgain(person, where);
        if (!await passwords.Matches(password, await PersonRow.ById(database, person, stop), stop)) return false;
        succeeded();
        return true;
    }
}
