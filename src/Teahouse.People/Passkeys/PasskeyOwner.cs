using Teahouse.Storage;

namespace Teahouse.People.Passkeys;

/// <summary>A person as ASP.NET Core's passkey handler knows one.</summary>
/// <param name="Id">Who.</param>
/// <param name="Handle">Their handle.</param>
/// <param name="PasskeyUser">WebAuthn's user handle: the only thing of these that lies on a device.</param>
internal sealed record PasskeyOwner(PersonId Id, string Handle, string PasskeyUser) {
    public static PasskeyOwner Of(PersonRow row) => new(row.Id, row.Handle, row.PasskeyUser);
}
