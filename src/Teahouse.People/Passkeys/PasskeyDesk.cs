using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Identity;
using Teahouse.Storage;

namespace Teahouse.People.Passkeys;

/// <summary>A ceremony that has begun: its name, and what the browser's own dialogue needs.</summary>
/// <param name="Ceremony">Sent back with the answer.</param>
/// <param name="Options">PublicKeyCredentialCreationOptionsJSON or PublicKeyCredentialRequestOptionsJSON of WebAuthn.</param>
internal sealed record Begun(string Ceremony, JsonElement Options) {
    /// <summary>From the options as the handler writes them.</summary>
    public static Begun With(string ceremony, string optionsJson) {
        using var options = JsonDocument.Parse(optionsJson);
        return new Begun(ceremony, options.RootElement.Clone());
    }
}

/// <summary>A passkey that has just proved whose it is.</summary>
/// <param name="Owner">Who.</param>
/// <param name="Used">Counts the use; joins the write that the proof is for.</param>
internal sealed record PasskeyProof(PasskeyOwner Owner, Statement Used);

/// <summary>Begins passkey ceremonies and judges their answers, by ASP.NET Core's handler.</summary>
internal sealed class PasskeyDesk(IPasskeyHandler<PasskeyOwner> handler, Ceremonies ceremonies, TimeProvider clock) {
    /// <summary>The handler's options: only answers made on the app's own page, for this host, by somebody whom the device has recognised.</summary>
    public static void Configure(IdentityPasskeyOptions options, House house) {
        var origin = house.PublicUrl.GetLeftPart(UriPartial.Authority);
        options.ServerDomain = house.PublicUrl.Host;
        options.ValidateOrigin = context => ValueTask.FromResult(!context.CrossOrigin && context.TopOrigin is null && context.Origin == origin);
        options.UserVerificationRequirement = "required";
        options.ResidentKeyRequirement = "required";
        options.AttestationConveyancePreference = "none";
        options.AuthenticatorTimeout = TimeSpan.FromMinutes(PeopleLimits.CeremonyMinutes);
    }

    /// <summary>Asks for a new passkey.</summary>
    public async Task<Begun> Offer(HttpContext http, PasskeyOwner owner, string purpose, PersonId? person, Func<string, string> state) {
        var made = await handler.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = owner.PasskeyUser, Name = owner.Handle, DisplayName = owner.Handle }, http);
        return await Begin(purpose, person, state(made.AttestationState ?? ""), made.CreationOptionsJson);
    }

    /// <summary>Judges the answer; null when it is refused.</summary>
    public async Task<UserPasskeyInfo?> Accept(HttpContext http, string attestationState, JsonElement credential) {
        var result = await handler.PerformAttestationAsync(
            new PasskeyAttestationContext { HttpContext = http, CredentialJson = credential.GetRawText(), AttestationState = attestationState });
        return result.Succeeded ? result.Passkey : null;
    }

    /// <summary>Asks for a proof: of this person, or of whoever owns the passkey that the browser offers.</summary>
    public async Task<Begun> AskFor(HttpContext http, PasskeyOwner? owner, string purpose) {
        var made = await handler.MakeRequestOptionsAsync(owner, http);
        return await Begin(purpose, owner?.Id, made.AssertionState ?? "", made.RequestOptionsJson);
    }

    /// <summary>Asks anew, under the same name, for a proof that is waited for; null when somebody was faster.</summary>
    public async Task<Begun?> AskAnew(HttpContext http, PasskeyOwner owner, string ceremony, Ceremony waiting) {
        var made = await handler.MakeRequestOptionsAsync(owner, http);
        return await ceremonies.Change(ceremony, waiting, waiting with { State = made.AssertionState ?? "" })
            ? Begun.With(ceremony, made.RequestOptionsJson) : null;
    }

    /// <summary>What the answer of this ceremony must match; null when there is no such ceremony, or no longer.</summary>
    public Task<string?> Take(string ceremony, string purpose, PersonId? person, CancellationToken stop) => ceremonies.Take(ceremony, purpose, person, stop);

    /// <summary>Judges the answer; null when it is refused.</summary>
    public async Task<PasskeyProof?> Judge(HttpContext http, string assertionState, JsonElement credential) {
        var result = await handler.PerformAssertionAsync(
            new PasskeyAssertionContext { HttpContext = http, CredentialJson = credential.GetRawText(), AssertionState = assertionState });
        return result is { Succeeded: true, User: { } owner, Passkey: { } passkey }
            ? new PasskeyProof(owner, PasskeyRows.Used(passkey, clock.GetUtcNow().ToUnixTimeMilliseconds())) : null;
    }

    private async Task<Begun> Begin(string purpose, PersonId? person, string state, string optionsJson) =>
        Begun.With(await ceremonies.Begin(purpose, person, state), optionsJson);
}
