using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.People.Passkeys;
using Teahouse.Storage;

namespace Teahouse.People.Notices;

/// <summary>What a person's own screen says of their sign-in.</summary>
/// <param name="HasPassword">Whether they have a password.</param>
/// <param name="Passkeys">How many passkeys they have.</param>
/// <param name="RecoverySet">Whether a recovery code lets them in.</param>
/// <param name="Suspended">Since when and why they are suspended, or null.</param>
/// <param name="Notices">What they have not put away yet.</param>
internal sealed record Me(bool HasPassword, long Passkeys, bool RecoverySet, Suspension? Suspended, IReadOnlyList<Notice> Notices);

/// <summary>A suspension by the operator.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Since">Since when (milliseconds).</param>
internal sealed record Suspension(string Reason, long Since);

/// <summary>Shows a person how they sign in and what they must know about it; lets them put a notice away.</summary>
internal static class GetMe {
    public static void Map(RouteGroupBuilder people) {
        people.MapGet("/me", Handle).WithSummary("How I sign in, and what I must know about it.").Allows(Access.SignedIn).AtMost(Rate.Reading);
        people.MapDelete("/me/notices/{id}", PutAway).WithSummary("Puts a notice away.").Allows(Access.SignedIn).AtMost(Rate.Sending);
    }

    [Reads]
    private static async Task<Ok<Me>> Handle(Person person, Database database, CancellationToken stop) {
        var row = await PersonRow.ById(database, person.Id, stop) ?? throw new InvalidOperationException("A session without a person.");
        return TypedResults.Ok(new Me(
            row.Password is not null, await PasskeyRows.Count(database, row.Id, stop), row.Recovery is not null,
            row.SuspendedAt is { } since ? new Suspension(row.SuspendedReason ?? "", since) : null, await Notice.All(database, row.Id, stop)));
    }

    [Reads]
    private static async Task<NoContent> PutAway(string id, Person person, Database database) {
        await database.Write(new Write(Statement.Do("DELETE FROM people_notice WHERE id = @id AND person = @person", ("id", id), ("person", person.Id.Value))));
        return TypedResults.NoContent();
    }
}
