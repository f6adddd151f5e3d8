using Microsoft.AspNetCore.Http;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Regimes;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.Storage;

namespace Teahouse.Pay.SignIn;

/// <summary>Tells the app where the wallet stands, whether it is led there by a link or opened with a payment passkey, and whether there is money in it: whoever closes their account is told. Not how much.</summary>
internal static class FindWallet {
    private const string Path = "/_matrix/client/unstable/org.teahouse/wallet";

    public static void Map(MatrixRoutes routes) => routes.At("GET", Path, Handle).Allows(Access.SignedIn).AtMost(Rate.Reading);

    [Reads]
    private static async Task<IResult> Handle(HttpContext http, Person person, Database database, House house, WalletLaw law) {
        var passkeys = await PaymentPasskeyRows.Count(database, person.Id, http.RequestAborted);
        var hasMoney = await MoneyThere.Has(database, person.Id, http.RequestAborted);
        return MatrixAnswer.Json(json => {
            json.WriteString("url", new Uri(house.PayUrl, "/").AbsoluteUri);
            json.WriteBoolean("has_passkey", passkeys > 0);
            json.WriteBoolean("has_money", hasMoney);
            json.WriteStartArray("verbs");
            foreach (var verb in law.Verbs) json.WriteStringValue(verb);
            json.WriteEndArray();
        });
    }
}
