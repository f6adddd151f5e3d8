using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Teahouse.Pay.Problems;
using Teahouse.People;
using Teahouse.People.Requests;
using Teahouse.People.Sessions;
using Teahouse.Storage;

namespace Teahouse.Pay.Passkeys;

/// <summary>A ceremony that has begun: its name, and what the browser's own dialogue needs.</summary>
/// <param name="Ceremony">Sent back with the answer.</param>
/// <param name="Options">PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON of WebAuthn.</param>
internal sealed record PaymentCeremony(string Ceremony, JsonElement Options);

/// <summary>A payment passkey's answer to <c>confirmationNeeded</c>.</summary>
/// <param name="Ceremony">From the refusal.</param>
/// <param name="Credential">AuthenticationResponseJSON of WebAuthn.</param>
internal sealed record Proof(string Ceremony, JsonElement Credential);

/// <summary>A payment passkey that has just proved whose it is.</summary>
/// <param name="Person">Whose.</param>
/// <param name="Passkey">Its id.</param>
/// <param name="Used">Counts the use; joins the write that the proof is for.</param>
internal sealed record PasskeyProof(PersonId Person, string Passkey, Statement Used);

/// <summary>Begins the ceremonies of payment passkeys and judges their answers, by ASP.NET Core's handler.</summary>
internal sealed class PaymentPasskeyDesk(
    IPasskeyHandler<WalletOwner> handler, PaymentPasskeyStore store, PaymentCeremonies ceremonies, Database database, TimeProvider clock) {
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

    /// <summary>Asks a person for a payment passkey's signature over bytes of ours.</summary>
    /// <param name="http">The request.</param>
    /// <param name="person">Who asks.</param>
    /// <param name="purpose">What the answer is for.</param>
    /// <param name="challenge">32 bytes.</param>
    /// <param name="kept">What <see cref="Take"/> hands back before the state and a space: base64.</param>
    public async Task<PaymentCeremony> AskToSign(HttpContext http, PersonId person, string purpose, byte[] challenge, string kept) {
        var made = await handler.MakeRequestOptionsAsync(await store.Owner(person, http.RequestAborted), http);
        var (options, state) = OwnChallenge.Put(challenge, made.RequestOptionsJson, made.AssertionState ?? "");
        return With(await ceremonies.Begin(purpose, person, $"{kept} {state}"), options);
    }

    /// <summary>What the answer of this ceremony must match; null when there is no such ceremony, or no longer.</summary>
    public Task<string?> Take(string ceremony, string purpose, PersonId? person, CancellationToken stop) => ceremonies.Take(ceremony, purpose, person, stop);

    /// <summary>Judges an answer; null when it is refused.</summary>
    public async Task<PasskeyProof?> Judge(HttpContext http, string assertionState, JsonElement credential) {
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
    public async Task<(PasskeyProof? Proved, IResult? Refusal)> Confirm(HttpContext http, PersonId person, Proof? proof, object? what = null) {
        var shown = what is null ? null : JsonSerializer.Serialize(what, JsonSerializerOptions.Web);
        // Hashed: rows of questions that wait tell nobody whom somebody was about to pay.
        var purpose = $"confirm {http.Request.Method} {http.Request.Path}{(shown is null ? "" : $" {Convert.ToHexString(Secret.Hash(shown))}")}";
        if (proof is null) {
            if (await PaymentPasskeyRows.Count(database, person, http.RequestAborted) == 0) return (null, PayProblems.PaymentPasskeyMissing);
            var made = await handler.MakeRequestOptionsAsync(await store.Owner(person, http.RequestAborted), http);
            return (null, PayProblems.ConfirmationNeeded(await ceremonies.Begin(purpose, person, made.AssertionState ?? ""), made.RequestOptionsJson, shown));
        }
        if (await Take(proof.Ceremony, purpose, person, http.RequestAborted) is not { } state) return (null, Problem.CeremonyExpired);
        if (await Judge(http, state, proof.Credential) is not { } proved || proved.Person != person) return (null, Problem.PasskeyRefused);
        return await PaymentPasskeyRows.IsLost(database, proved.Passkey, http.RequestAborted) ? (null, PayProblems.PasskeyLost) : (proved, null);
    }

    private static PaymentCeremony With(string ceremony, string optionsJson) => new(ceremony, JsonElement.Parse(optionsJson));
}
