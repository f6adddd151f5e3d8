using Teahouse.Storage;

namespace Teahouse.Pay.Passkeys;

/// <summary>A person as ASP.NET Core's passkey handler knows one at the wallet.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">What the device's own dialogue calls them: the user id.</param>
/// <param name="PasskeyUser">WebAuthn's user handle: the only thing of these that is sent with an answer.</param>
internal sealed record WalletOwner(PersonId Id, string Name, string PasskeyUser);
