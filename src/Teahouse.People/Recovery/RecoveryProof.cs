using Teahouse.Storage;

namespace Teahouse.People.Recovery;

/// <summary>Who proves by their recovery code who they are, for another module: what the browser derives from it, never the code itself.</summary>
public sealed class RecoveryProof {
    private readonly PeopleDirectory people;
    private readonly Database database;

    internal RecoveryProof(PeopleDirectory people, Database database) => (this.people, this.database) = (people, database);

    /// <summary>The person of a user id whose recovery code this is; null for anybody else.</summary>
    /// <param name="userId">Who they say that they are.</param>
    /// <param name="verifier">Unpadded base64 of the 32 bytes that the browser derives.</param>
    /// <param name="stop">Ends the wait.</param>
    public async Task<PersonId?> Of(string userId, string verifier, CancellationToken stop) =>
        people.HandleOf(userId) is { } handle ? (await RecoveryCode.Proved(database, handle, verifier, stop))?.Id : null;
}
