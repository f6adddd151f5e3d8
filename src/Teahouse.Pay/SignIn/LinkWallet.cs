using Microsoft.AspNetCore.Http;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.Pay.SignIn;

/// <summary>
/// Leads from the app into the wallet, before there is a payment passkey. It stands at the app's address and asks anew who one is: an
/// access token of the chat that somebody took opens no wallet. Whoever makes the first payment passkey owns the wallet, and nobody can
/// undo that: to have been let in is not enough where there is a password or a passkey. The token goes behind the #, where no log and no proxy sees it.
/// </summary>
internal static class LinkWallet {
    private const string Path = "/_matrix/client/unstable/org.teahouse/wallet/link";

    public static void Map(MatrixRoutes routes) => routes.At("POST", Path, Handle).Allows(Access.SignedIn).AtMost(Rate.SigningIn);

    [Reads]
    private static async Task<IResult> Handle(HttpContext http, Person person, UserInteractiveAuth auth, Database database, House house, TimeProvider clock) {
        if (await auth.Ask(http, person, await MatrixBody.Read(http), http.RequestAborted, irrevocable: true) is { } ask) return ask;
        var secret = Secret.New();
        await database.Write(WalletLinks.Give(secret, person.Id, clock.GetUtcNow().ToUnixTimeMilliseconds()));
        return MatrixAnswer.Json(json => {
            json.WriteString("link_token", secret);
            json.WriteNumber("expires_in_ms", PayLimits.LinkMilliseconds);
            json.WriteString("url", new Uri(house.PayUrl, $"/#/sign-in/{secret}").AbsoluteUri);
        });
    }
}
