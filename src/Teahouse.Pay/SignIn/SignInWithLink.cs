using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.Pay.SignIn;

/// <summary>Spends a link.</summary>
/// <param name="Token">The link's token.</param>
/// <param name="Name">What to call this session.</param>
internal sealed record LinkSpent(string Token, string? Name = null);

/// <summary>Exchanges a link from the app for a wallet token, as long as there is no payment passkey.</summary>
internal sealed class SignInWithLink(Database database, WalletSessions sessions, PeopleDirectory people, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) => pay.MapPost("/sign-in/link",
        [Reads] (HttpContext http, Body<LinkSpent> body, SignInWithLink signIn) => signIn.Spend(http, body.Value))
        .WithSummary("Exchanges a link from the app for a wallet token, as long as there is no payment passkey.")
        .Produces<GivenWalletToken>().Allows(Access.Anybody).AtMost(Rate.SigningIn);

    private async Task<IResult> Spend(HttpContext http, LinkSpent body) {
        var name = Names.Checked(body.Name);
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        if (await WalletLinks.Find(database, body.Token, now, http.RequestAborted) is not { } link) return Problem.LinkUsedOrExpired;
        var person = new PersonId(link.Person);
        if (await people.Among([person], http.RequestAborted) is []) return Problem.LinkUsedOrExpired;
        if (await PaymentPasskeyRows.Count(database, person, http.RequestAborted) > 0) return PayProblems.PaymentPasskeyNeeded;
        var (given, rows) = sessions.Open(person, WalletScope.Full, passkey: null, name);
        try {
            await database.Write(new Write(link.Spend(now), Wallet(person)).And(rows));
            return TypedResults.Ok(given);
        } catch (WriteLostException lost) {
            return lost.Statement == 0 ? Problem.LinkUsedOrExpired : PayProblems.PaymentPasskeyNeeded;
        }
    }

    private static Statement Wallet(PersonId person) => Statement.Do(
        "INSERT INTO pay_wallet (person, passkey_user) VALUES (@person, @user) ON CONFLICT (person) DO NOTHING", ("person", person.Value), ("user", Secret.New()));
}
