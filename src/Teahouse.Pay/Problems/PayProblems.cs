using Teahouse.People.Requests;

namespace Teahouse.Pay.Problems;

/// <summary>What Pay refuses, in the form of RFC 9457. Each code has its page in docs/errors.</summary>
internal static class PayProblems {
    public static Problem TokenMissing => new Problem(401, "tokenMissing", "Not signed in", "This needs a wallet token, as a bearer token in the Authorization header.");

    public static Problem TokenUnknown => new Problem(401, "tokenUnknown", "Not signed in", "This is no wallet token, or no longer. A token of the chat opens nothing here.");

    public static Problem ScopeTooSmall => new Problem(403, "scopeTooSmall", "Not with this token", "This is a till's token: it receives and pays back, and does nothing else.");

    public static Problem PaymentPasskeyNeeded => new Problem(
        403, "paymentPasskeyNeeded", "Only with your payment passkey", "There is a payment passkey for this wallet: from then on nothing else signs in.");

    public static Problem SignInTooOld => new Problem(
        403, "signInTooOld", "Sign in anew", "The first payment passkey is made soon after the sign-in. Open the wallet from the app once more.");

    public static Problem LastPaymentPasskey => new Problem(
        409, "lastPaymentPasskey", "The last payment passkey", "Without one, the chat's sign-in alone would open the wallet. Add another first.");

    /// <summary>Asks for a payment passkey.</summary>
    /// <param name="ceremony">Sent back with the answer.</param>
    /// <param name="optionsJson">What the browser's own dialogue needs.</param>
    public static Problem ConfirmationNeeded(string ceremony, string optionsJson) => new Problem(
        403, "confirmationNeeded", "Confirm with your payment passkey", "Repeat the request with 'proof': this ceremony and the credential that answers these options.") {
        More = json => {
            json.WriteString("ceremony", ceremony);
            json.WritePropertyName("options");
            json.WriteRawValue(optionsJson);
        },
    };
}
