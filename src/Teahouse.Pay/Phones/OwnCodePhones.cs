using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.Storage;

namespace Teahouse.Pay.Phones;

/// <summary>A person's phones that show codes.</summary>
/// <param name="Phones">The newest first; at most one is not ended.</param>
internal sealed record CodePhones(IReadOnlyList<CodePhone> Phones);

/// <summary>A person's own phones that show codes: seen and ended.</summary>
internal static class OwnCodePhones {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapGet("/code-phone", All).WithSummary("My phones that show codes, the newest first.").Needs(WalletScope.Full).AtMost(Rate.Reading);
        pay.MapDelete("/code-phone/{id}", End).WithSummary("Ends one: its codes are good for nothing any more.")
            .Produces(StatusCodes.Status204NoContent).Needs(WalletScope.Full).AtMost(Rate.Sending);
    }

    [Reads]
    private static async Task<Ok<CodePhones>> All(WalletSession session, Database database, CancellationToken stop) =>
        TypedResults.Ok(new CodePhones(await CodePhoneRows.Of(database, session.Person, stop)));

    // Asked again, it is done: who wants a phone ended must not be left in doubt whether it is.
    [Reads]
    private static async Task<IResult> End(string id, WalletSession session, Database database, TimeProvider clock, CancellationToken stop) {
        try {
            await database.Write(new(CodePhoneRows.End(id, session.Person, clock.GetUtcNow().ToUnixTimeMilliseconds())), CancellationToken.None);
        } catch (WriteLostException) {
            if ((await CodePhoneRows.Of(database, session.Person, stop)).All(p => p.Id != id)) return Problem.NotFound;
        }
        return TypedResults.NoContent();
    }
}
