using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Teahouse.Storage;

namespace Teahouse.People.SignIn;

/// <summary>What a newcomer's browser must know of this house.</summary>
/// <param name="Id">Which house it is: another one at the same address has another.</param>
/// <param name="ServerName">What follows the colon in user ids.</param>
/// <param name="PublicUrl">The app's address.</param>
/// <param name="Registration"><c>open</c>, <c>token</c> or <c>closed</c>.</param>
/// <param name="Passkeys">Whether passkeys work here.</param>
internal sealed record HouseAnswer(string Id, string ServerName, string PublicUrl, string Registration, bool Passkeys);

/// <summary>Tells anybody what the house is called and who may register.</summary>
internal static class GetHouse {
    public static void Map(RouteGroupBuilder people) => people.MapGet("/house", Handle)
        .WithSummary("What the house is called and who may register.").Allows(Access.Anybody).AtMost(Rate.Reading);

    [Reads]
    private static Ok<HouseAnswer> Handle(House house) => TypedResults.Ok(new HouseAnswer(
        house.Id, house.ServerName, house.PublicUrl.GetLeftPart(UriPartial.Authority), house.Registration.ToString().ToLowerInvariant(), WebAuthnWorks(house.PublicUrl)));

    /// <summary>Browsers offer passkeys to a page that came encrypted, and to localhost; never to a bare address.</summary>
    private static bool WebAuthnWorks(Uri url) => url.HostNameType == UriHostNameType.Dns && (url.Scheme == Uri.UriSchemeHttps || url.Host == "localhost");
}
