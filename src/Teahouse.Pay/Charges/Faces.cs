using System.Buffers.Binary;
using System.Security.Cryptography;
using Teahouse.Pay.Payees;
using Teahouse.Storage;

namespace Teahouse.Pay.Charges;

/// <summary>All that one side of a payment by a code learns of the other.</summary>
/// <param name="Avatar">Which painted thing.</param>
/// <param name="Adjective">Which word goes before it.</param>
/// <param name="Name">Who it is, as the operator has seen it; null for who is not verified, and of every payer.</param>
/// <param name="Verified">Whether there is such a name.</param>
/// <param name="Photo">Where the picture is that the operator has seen; null for none.</param>
internal sealed record Face(string Avatar, string Adjective, string? Name, bool Verified, string? Photo = null);

/// <summary>Draws faces. A payer has another one for each payment, a payee always the same.</summary>
internal static class Faces {
    private static readonly string[] Avatars = [
        "lantern", "crane", "mountain", "plum", "boat", "bamboo", "teapot", "koi", "moon", "persimmon", "umbrella", "swallow", "lotus", "gourd", "cat"];

    private static readonly string[] Adjectives = [
        "quiet", "bright", "gentle", "swift", "golden", "silver", "misty", "merry", "patient", "wandering", "early", "distant", "warm", "curious", "steady", "painted"];

    /// <summary>A payer's, as the payee sees it: drawn from the charge's random id and from nothing that is theirs.</summary>
    public static Face OfPayer(ReadOnlySpan<byte> charge) => Drawn([.. "payer"u8, .. charge]);

    /// <summary>A payee's, as every payer sees it.</summary>
    /// <param name="payee">Whose; the number is told to nobody.</param>
    /// <param name="verified">From the operator; null for none.</param>
    public static Face OfPayee(PersonId payee, VerifiedName? verified) {
        var bytes = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(bytes, payee.Value);
        var photo = verified?.Photo is { } name ? ShowPayeePhoto.PathOf(name) : null;
        return Drawn([.. "payee"u8, .. bytes]) with { Name = verified?.Name, Verified = verified is not null, Photo = photo };
    }

    /// <summary>A payee's, with the name that the operator verified.</summary>
    public static async Task<Face> OfPayee(PersonId payee, VerifiedNames names, CancellationToken stop) => OfPayee(payee, await names.Of(payee, stop));

    private static Face Drawn(ReadOnlySpan<byte> from) {
        var drawn = SHA256.HashData(from);
        return new(
            Avatars[BinaryPrimitives.ReadUInt32BigEndian(drawn) % Avatars.Length], Adjectives[BinaryPrimitives.ReadUInt32BigEndian(drawn.AsSpan(4)) % Adjectives.Length],
            Name: null, Verified: false);
    }
}
