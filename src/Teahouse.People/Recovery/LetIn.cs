using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.People.Devices;
using Teahouse.People.Requests;
using Teahouse.People.SignIn;
using Teahouse.Storage;

namespace Teahouse.People.Recovery;

/// <summary>Follows the operator's link.</summary>
/// <param name="Token">What stands at the link's end.</param>
internal sealed record LetInLink(string Token);

/// <summary>
/// The operator's one-time link. Making it has ended all sessions; following it ends the devices as well, so that whoever had one
/// receives nothing more.
/// </summary>
internal sealed class LetIn(Database database, DeviceEnd devices, LoginTokens tokens, TimeProvider clock) {
    public static void Map(RouteGroupBuilder people) => people.MapPost("/let-in",
            [Reads] (HttpContext http, Body<LetInLink> body, LetIn letIn) => letIn.Handle(http, body.Value))
        .WithSummary("Follows the operator's one-time link; answers with a login token.")
        .Produces<GivenLoginToken>().Allows(Access.Anybody).AtMost(Rate.SigningIn);

    private async Task<IResult> Handle(HttpContext http, LetInLink body) {
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var link = await OneTimeTokens.Find(database, body.Token, OneTimeTokens.LetIn, now, http.RequestAborted);
        if (link is null) return Problem.LinkUsedOrExpired;
        return await Follow(link, now, http.RequestAborted);
    }

    private async Task<IResult> Follow(OneTimeToken link, long now, CancellationToken stop) {
        var person = new PersonId(link.Person);
        var (token, rows) = tokens.Rows(person, trusted: true);
        try {
            await devices.End(person, await devices.AllBut(person, kept: null, stop), new Write(link.Spend(now)).And(rows));
            return TypedResults.Ok(token);
        } catch (WriteLostException) {
            return Problem.LinkUsedOrExpired;
        }
    }
}
