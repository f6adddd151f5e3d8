using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Teahouse.Pay.Codes;
using Teahouse.Pay.Passkeys;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Wallet;
using Teahouse.People;
using Teahouse.People.Matrix;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.Pay.Phones;

/// <summary>Begins the enrolment of a phone.</summary>
/// <param name="PublicKey">Base64 of the phone's half: an uncompressed point of P-256, 65 bytes.</param>
internal sealed record CodePhoneStart(string PublicKey);

/// <summary>An enrolment that has begun.</summary>
/// <param name="Enrolment">Names it, and the phone.</param>
/// <param name="HouseKey">Base64 of the house's half, likewise.</param>
/// <param name="Ceremony">Sent back with the answer.</param>
/// <param name="Options">
/// PublicKeyCredentialRequestOptionsJSON of WebAuthn; its challenge is SHA-256 over enrolment and both halves. Null where a password stands in, in the sandbox.
/// </param>
internal sealed record CodePhoneBegun(string Enrolment, string HouseKey, string Ceremony, JsonElement? Options);

/// <summary>Ends the enrolment of a phone.</summary>
/// <param name="Ceremony">From the start.</param>
/// <param name="Enrolment">From the start.</param>
/// <param name="Confirm">Base64 of HMAC-SHA-256 by the derived key over "confirm" and the enrolment: the phone has it.</param>
/// <param name="Name">What its owner calls it.</param>
/// <param name="Credential">AuthenticationResponseJSON of WebAuthn, where there were options for it.</param>
/// <param name="Password">The password of the house, where there were none.</param>
internal sealed record CodePhoneFinish(string Ceremony, string Enrolment, string Confirm, string Name, JsonElement? Credential = null, string? Password = null);

/*  A phone gets the key that it makes codes with.
    (1) It sends its half; the house makes one of its own and derives the key. The key waits in the ceremony, sealed; the house's half is forgotten.
    (2) A payment passkey signs both halves: nobody on the way has put theirs in the place of either.
    (3) The phone shows that it has derived the same key, and takes the place of the one before. */

/// <summary>Makes a phone one that shows codes.</summary>
internal sealed class EnrolCodePhone(Database database, PaymentPasskeyDesk desk, Seal seal, TimeProvider clock) {
    public static void Map(RouteGroupBuilder pay) {
        pay.MapPost("/code-phone/start",
            [Reads] (HttpContext http, Body<CodePhoneStart> body, WalletSession session, EnrolCodePhone enrol) => enrol.Start(http, body.Value, session))
            .WithSummary("Begins to make this phone the one that shows codes; a payment passkey signs both halves of its key.")
            .Produces<CodePhoneBegun>().Needs(WalletScope.Full).AtMost(Rate.SigningIn);
        pay.MapPost("/code-phone/finish",
            [Reads] (HttpContext http, Body<CodePhoneFinish> body, WalletSession session, EnrolCodePhone enrol) => enrol.Finish(http, body.Value, session))
            .WithSummary("Ends it. The phone before shows no codes any more.").Produces<CodePhone>().Needs(WalletScope.Full).AtMost(Rate.SigningIn);
    }

    private async Task<IResult> Start(HttpContext http, CodePhoneStart body, WalletSession session) {
        var enrolment = Secret.New();
        if (Bytes(body.PublicKey, CodeKey.PointBytes) is not { } phonePoint || CodeKey.Agree(enrolment, phonePoint) is not var (housePoint, key)) {
            throw MatrixError.BadJson("'publicKey' is the base64 of a point of P-256, uncompressed.").Thrown();
        }
        var sealedKey = Convert.ToBase64String(seal.Close(CodePhoneRows.SealName(enrolment), key));
        var asked = await desk.AskToSign(http, session.Person, Purpose(enrolment), CodeKey.Challenge(enrolment, phonePoint, housePoint), sealedKey);
        return asked is null ? PayProblems.PaymentPasskeyMissing : TypedResults.Ok(new CodePhoneBegun(enrolment, Convert.ToBase64String(housePoint), asked.Ceremony, asked.Options));
    }

    private async Task<IResult> Finish(HttpContext http, CodePhoneFinish body, WalletSession session) {
        var name = Names.Checked(body.Name) ?? "";
        if (body.Enrolment.Length > PayLimits.TokenCharsMax) return Problem.CeremonyExpired;
        if (await desk.Take(body.Ceremony, Purpose(body.Enrolment), session.Person, http.RequestAborted) is not { } kept) return Problem.CeremonyExpired;
        var (sealedKey, state) = (kept[..kept.IndexOf(' ', StringComparison.Ordinal)], kept[(kept.IndexOf(' ', StringComparison.Ordinal) + 1)..]);
        var (proved, refusal) = await desk.Judge(http, session.Person, state, new(body.Ceremony, body.Credential, body.Password));
        if (proved is null) return refusal!;
        var wrapped = Convert.FromBase64String(sealedKey);
        var key = seal.Open(CodePhoneRows.SealName(body.Enrolment), wrapped) ?? throw new InvalidOperationException("A key that was sealed here does not open.");
        if (Bytes(body.Confirm, HMACSHA256.HashSizeInBytes) is not { } confirm || !CryptographicOperations.FixedTimeEquals(confirm, CodeKey.Confirmation(key, body.Enrolment))) {
            return PayProblems.CodeKeyDiffers;
        }
        var phone = new CodePhone(body.Enrolment, name, clock.GetUtcNow().ToUnixTimeMilliseconds(), null);
        try {
            await database.Write(new Write(session.StillHolds(), proved.Used).And(CodePhoneRows.Enrol(phone, session.Person, wrapped)));
            return TypedResults.Ok(phone);
        } catch (WriteLostException) {
            return Problem.PasskeyRefused;        // the session or the passkey has ended meanwhile
        }
    }

    // A ceremony is good for one enrolment: its answer cannot be used with another's key.
    private static string Purpose(string enrolment) => $"enrol {enrolment}";

    private static byte[]? Bytes(string base64, int count) {
        var bytes = new byte[count];
        return Convert.TryFromBase64String(base64, bytes, out var written) && written == count ? bytes : null;
    }
}
