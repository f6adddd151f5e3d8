using System.Buffers.Text;
using System.Text.Json.Nodes;

namespace Teahouse.Pay.Passkeys;

/// <summary>
/// Lets a passkey sign bytes of ours where ASP.NET Core's handler would have it sign random ones: in the options that the browser gets, and
/// in the state that the handler compares the answer with. Both must be of the form that this knows.
/// </summary>
internal static class OwnChallenge {
    private const string Name = "challenge";

    /// <summary>Puts a challenge in the place of the handler's.</summary>
    /// <param name="challenge">As long as the handler's own.</param>
    /// <param name="optionsJson">PublicKeyCredentialRequestOptionsJSON of WebAuthn.</param>
    /// <param name="state">The handler's AssertionState.</param>
    public static (string OptionsJson, string State) Put(byte[] challenge, string optionsJson, string state) {
        var (options, kept) = (JsonNode.Parse(optionsJson)!, JsonNode.Parse(state)!);
        if ((string?)options[Name] is not { } asked || (string?)kept[Name] is not { } compared
            || Base64Url.DecodeFromChars(asked) is not { } random || random.Length != challenge.Length || Convert.ToBase64String(random) != compared) {
            throw new InvalidOperationException("ASP.NET Core's passkey handler keeps its challenge in another form than this knows.");
        }
        options[Name] = Base64Url.EncodeToString(challenge);
        kept[Name] = Convert.ToBase64String(challenge);
        return (options.ToJsonString(), kept.ToJsonString());
    }
}
