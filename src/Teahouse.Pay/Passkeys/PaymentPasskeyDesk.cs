using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Teahouse.Pay.Problems;
using Teahouse.Pay.Regimes;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.People.SignIn;
using Teahouse.Storage;

namespace Teahouse.Pay.Passkeys;

/// <summary>A ceremony that has begun: its name, and what the browser's own dialogue needs.</summary>
/// <param name="Ceremony">Sent back with the answer.</param>
/// <param name="Options">PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON of WebAuthn.</param>
internal sealed record PaymentCeremony(string Ceremony, JsonElement Options);

/// <summary>A question to somebody who is there.</summary>
/// <param name="Ceremony">Sent back with the answer.</param>
/// <param name="Options">PublicKeyCredentialRequestOptionsJSON of WebAuthn; null where their password stands in, in the sandbox.</param>
internal sealed record PaymentQuestion(string Ceremony, JsonElement? Options);

/// <summary>The answer to <c>confirmationNeeded</c>.</summary>
/// <param name="Ceremony">From the refusal.</param>
/// <param name="Credential">AuthenticationResponseJSON of WebAuthn, where there were options for it.</param>
/// <param name="Password">The password of the house, where there were none: in the sandbox only, for who has no payment passkey.</param>
internal sealed record Proof(string Ceremony, JsonElement? Credential = null, string? Password = null);

/// <summary>Somebody who has just proved that it is them.</summary>
/// <param name="Person">Who.</param>
/// <param name="Passkey">The id of the payment passkey that proved it; null for a password.</param>
/// <param name="Used">Counts the use; joins the write that the proof is for.</param>
internal sealed record Proved(PersonId Person, string? Passkey, Statement Used);

/*  Whatever a payment passkey confirms.
    (1) The question names one method and path, and what is shown of the body. It waits in the database, so that any server takes the answer.
    (2) The answer is taken once. ASP.NET Core's handler judges the signature.
    (3) The use is counted in the same write as what it is for: a signature that was seen before writes nothing.
    In the sandbox, and there only, the password of the house stands in for whoever has no payment passkey: so a machine without one can
    try everything. With the first passkey that is over. */

/// <summary>Begins the ceremonies of payment passkeys and judges their answers.</summary>
internal sealed class PaymentPasskeyDesk(
    IPasskeyHandler<WalletOwner> handler, PaymentPasskeyStore store, PaymentCeremonies ceremonies, PasswordProof passwords, WalletLaw law, Database database, TimeProvider clock) {
    // Where somebody tries passwords, for the limits of the house.
    private const string Wallet = "wallet";

    /// <summary>The handler's options: only answers made on the wallet's own page, for the pay host, by somebody whom the device has recognised.</summary>
    public static IdentityPasskeyOptions Options(House house) {
        var origin = house.PayUrl.GetLeftPart(UriPartial.Authority);
        return new() {
            ServerDomain = house.PayUrl.Host,
            ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.TopOrigin is null && context.Origin == origin),
            UserVerificationRequirement = "required",
            ResidentKeyRequirement = "required",
            AttestationConveyancePreference = "none",
            AuthenticatorTimeout = TimeSpan.FromMinutes(PayLimits.CeremonyMinutes),
        };
    }

    /// <summary>Asks for a new passkey; null for somebody without a wallet.</summary>
    public async Task<PaymentCeremony?> Offer(HttpContext http, PersonId person, string purpose) {
        if (await store.Owner(person, http.RequestAborted) is not { } owner) return null;
        var made = await handler.MakeCreationOptionsAsync(new PasskeyUserEntity { Id = owner.PasskeyUser, Name = owner.Name, DisplayName = owner.Name }, http);
        return With(await ceremonies.Begin(purpose, person, made.AttestationState ?? ""), made.CreationOptionsJson);
    }

    /// <summary>Judges a new passkey; null when it is refused.</summary>
    public async Task<UserPasskeyInfo?> Accept(HttpContext http, string attestationState, JsonElement credential) {
        var result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential.GetRawText(), AttestationState = attestationState });
        return result.Succeeded ? result.Passkey : null;
    }

    /// <summary>Asks whoever owns the passkey that the browser offers.</summary>
    public async Task<PaymentCeremony> AskAnybody(HttpContext http, string purpose) {
        var made = await handler.MakeRequestOptionsAsync(null, http);
        return With(await ceremonies.Begin(purpose, null, made.AssertionState ?? ""), made.RequestOptionsJson);
    }

    /// <summary>Asks a person for a payment passkey's signature over bytes of ours; null where they have none and nothing stands in.</summary>
    /// <param name="http">The request.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="purpose">What the answer is for.</param>
    /// <param name="challenge">32 bytes.</param>
    /// <param name="kept">What <see cref="Take"/> hands back before the state and a space: base64.</param>
    public async Task<PaymentQuestion?> AskToSign(HttpContext http, PersonId person, string purpose, byte[] challenge, string kept) {
        if (await HasNone(person, http.RequestAborted)) return law.Regime == Regime.Sandbox ? new(await ceremonies.Begin(purpose, person, $"{kept} "), null) : null;
        var made = await handler.MakeRequestOptionsAsync(await store.Owner(person, http.RequestAborted), http);
        var (options, state) = OwnChallenge.Put(challenge, made.RequestOptionsJson, made.AssertionState ?? "");
        return new(await ceremonies.Begin(purpose, person, $"{kept} {state}"), JsonElement.Parse(options));
    }

    /// <summary>What the answer of this ceremony must match; null when there is no such ceremony, or no longer.</summary>
    public Task<string?> Take(string ceremony, string purpose, PersonId? person, CancellationToken stop) => ceremonies.Take(ceremony, purpose, person, stop);

    /// <summary>Judges an answer; null when it is refused.</summary>
    public async Task<Proved?> Judge(HttpContext http, string assertionState, JsonElement credential) {
        var result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential.GetRawText(), AssertionState = assertionState });
        if (result is not { Succeeded: true, User: { } owner, Passkey: { } passkey }) return null;
        if (await PaymentPasskeyRows.IdOf(database, passkey.CredentialId, http.RequestAborted) is not { } id) return null;
        return new(owner.Id, id, PaymentPasskeyRows.Used(passkey, clock.GetUtcNow().ToUnixTimeMilliseconds()));
    }

    /// <summary>
    /// Has a person confirm what this request asks for, by a payment passkey of theirs: asks for it where the request brings no proof. A
    /// proof is good for one method and path, and for what was shown of the body, once, for minutes.
    /// </summary>
    /// <param name="http">The request.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="proof">What they bring.</param>
    /// <param name="what">What of the body is confirmed, and shown to whoever confirms it; null where the path says all.</param>
    public async Task<(Proved? Proved, IResult? Refusal)> Confirm(HttpContext http, PersonId person, Proof? proof, object? what = null) {
        var shown = what is null ? null : JsonSerializer.Serialize(what, JsonSerializerOptions.Web);
        // Hashed: rows of questions that wait tell nobody whom somebody was about to pay.
        var purpose = $"confirm {http.Request.Method} {http.Request.Path}{(shown is null ? "" : $" {Convert.ToHexString(Secret.Hash(shown))}")}";
        if (proof is null) {
            if (await HasNone(person, http.RequestAborted)) {
                return (null, law.Regime == Regime.Sandbox ? PayProblems.ConfirmationNeeded(await ceremonies.Begin(purpose, person, ""), null, shown) : PayProblems.PaymentPasskeyMissing);
            }
            var made = await handler.MakeRequestOptionsAsync(await store.Owner(person, http.RequestAborted), http);
            return (null, PayProblems.ConfirmationNeeded(await ceremonies.Begin(purpose, person, made.AssertionState ?? ""), made.RequestOptionsJson, shown));
        }
        return await Take(proof.Ceremony, purpose, person, http.RequestAborted) is { } state ? await Judge(http, person, state, proof) : (null, Problem.CeremonyExpired);
    }

    /// <summary>Judges what somebody brings who was asked: a passkey's answer, or a password where nothing else was asked for.</summary>
    public async Task<(Proved? Proved, IResult? Refusal)> Judge(HttpContext http, PersonId person, string state, Proof proof) {
        if (state.Length == 0) {
            if (proof.Password is not { } password || !await passwords.Of(person, Wallet, password, http.RequestAborted)) return (null, PayProblems.PasswordRefused);
            return (new(person, null, PaymentPasskeyRows.StillNone(person)), null);
        }
        if (proof.Credential is not { } credential || await Judge(http, state, credential) is not { } proved || proved.Person != person) return (null, Problem.PasskeyRefused);
        return await PaymentPasskeyRows.IsLost(database, proved.Passkey!, http.RequestAborted) ? (null, PayProblems.PasskeyLost) : (proved, null);
    }

    private async Task<bool> HasNone(PersonId person, CancellationToken stop) => await PaymentPasskeyRows.Count(database, person, stop) == 0;

    private static PaymentCeremony With(string ceremony, string optionsJson) => new(ceremony, JsonElement.Parse(optionsJson));
}
